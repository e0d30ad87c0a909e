// A form as an event. A field named "how:path" says how it is read: text, maybe (empty is not measured), whole, list.
// The server reads the same names where scripts do not run (clinic/event_fields.py).
const READ = {
  text: (typed) => typed.at(-1).trim(),
  maybe: (typed) => typed.at(-1).trim() || null,
  whole: (typed) => whole(typed.at(-1).trim()),
  list: (typed) => typed,
};

function whole(typed) {
  if (typed === "") return null;
  return /^[0-9]+$/.test(typed) ? Number(typed) : typed;
}

function put(payload, path, value) {
  const last = path.pop();
  let inner = payload;
  for (const step of path) inner = inner[step] ??= {};
  inner[last] = value;
}

export function eventOf(form, submitter) {
  const data = new FormData(form, submitter);
  const payload = {};
  for (const name of new Set(data.keys())) {
    const [how, path] = name.split(":");
    if (path && READ[how]) put(payload, path.split("."), READ[how](data.getAll(name).map(String)));
  }
  const recorded = new Date();
  const happened = new Date(recorded - Number(data.get("ago") ?? 0) * 60_000);
  return {
    id: newId(),
    kind: String(data.get("kind")),
    at: happened.toISOString(),
    recorded_at: recorded.toISOString(),
    payload,
  };
}

// randomUUID is missing where a page is served without HTTPS under another name than localhost.
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
