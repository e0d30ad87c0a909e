"""A text that decisions may have been made under is never changed under its version: it goes into the archive."""

from cairn.content.readers.regime import archived, packs

KEPT = {
    "us-or@0.1.0-draft": "738d2fdb996a6e13cbd9e0978861aef2fa88b33b542cdd8a9a14fafd01ca3b45",
    "au@0.1.0-draft": "8116825ea39c44274426d49d93ca34be54f867e6a6db0799cc464b53bc8403cd",
    "ca@0.1.0-draft": "b23561d5cf8a7136f9629ecb0a8dde034df73fa84faa5cadfa7a25c4031bc160",
    "ch@0.1.0-draft": "63197698d20031e792a2daa4d2b7a5f43d6167ba7c6d63ac88f0bb1100a8c753",
    "cz@0.1.0-draft": "468efa73bad4e42f892a0c9e86691ccc47376dc48c097a2e987af43dc46a0fa8",
    "de@0.1.0-draft": "4be5a897fdc38b559b22568b04915db282437ee9a01c69081f66d494eeb89b03",
    "trial-eu@0.1.0-draft": "2209335d216aa3c59a513b6f94c73648d388fa39ce5864947afd58e7debbb9ac",
    "trial-us-ich@0.1.0-draft": "7c774c5e94abe374b8eab6f7af287a722fdc7174197bffa75237b4708b69198f",
    "us-co@0.1.0-draft": "61b5945d36dc333406be17f57e146559cde34648f0cf56bb446201b820d96bea",
    "us-nm@0.1.0-draft": "0db3c537f0868e674e30fac32056155bf104a1ab7b0c0e9fef560f5c29b710ff",
    "us-or@0.2.0-draft": "9feeef73a3f8199214de8a8bffcc0a2a176cc1b481c8807bd83bdd389617b1f3",
}
"""Every text by place and version. Changed a pack? Copy it as it stood to ``regimes/archive/<place>@<version>.yaml``,
give the new text a higher version, and add its line here. Decisions name the hash."""


def test_every_text_in_use_and_in_the_archive_is_the_one_its_version_names() -> None:
    found = {f"{pack.key}@{pack.version}": pack.content_hash for pack in (*archived(), *packs().values())}
    assert found == KEPT
