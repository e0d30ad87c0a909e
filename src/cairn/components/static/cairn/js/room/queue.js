// What this tablet has recorded and the server has not yet answered: kept in IndexedDB, so that a lost connection, a
// reload or an empty battery loses nothing. An entry leaves only when the server has kept it, or a person lets it go.
const NAME = "cairn-room";
const STORE = "events";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function within(mode, use) {
  const db = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const work = db.transaction(STORE, mode);
      const asked = use(work.objectStore(STORE));
      work.oncomplete = () => resolve(asked.result);
      work.onerror = work.onabort = () => reject(work.error);
    });
  } finally {
    db.close();
  }
}

export const keep = (entry) => within("readwrite", (store) => store.put(entry));
export const letGo = (id) => within("readwrite", (store) => store.delete(id));

// Everything kept for one room, oldest first.
export async function keptFor(room) {
  const all = await within("readonly", (store) => store.getAll());
  return all.filter((entry) => entry.room === room).sort((a, b) => a.keptAt - b.keptAt);
}
