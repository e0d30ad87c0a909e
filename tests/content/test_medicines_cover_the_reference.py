"""Every medicine that the reference names in its interaction table belongs to the class that its row asks about."""

import pytest

from cairn.content.readers.medicine import medicine_dictionary
from cairn.content.readers.screening import interactions
from cairn.domain.medicines.interactions import interactions_with
from cairn.domain.medicines.resolving import Resolved, resolve

KNOWN = medicine_dictionary()
ROWS = {row.id: row for row in interactions()}

# the row of the reference: the medicines it names, with those any reader would count to what it names as a class
NAMED = {
    "DDI-01": ["lithium", "lithium carbonate"],
    "DDI-02": ["lamotrigine"],
    "DDI-03": ["valproate", "carbamazepine", "topiramate"],
    "DDI-04": ["phenelzine", "tranylcypromine", "isocarboxazid"],
    "DDI-05": ["moclobemide", "linezolid", "methylene blue", "selegiline", "harmala", "harmine", "ayahuasca"],
    "DDI-06": ["sertraline", "fluoxetine", "paroxetine", "citalopram", "escitalopram", "fluvoxamine"],
    "DDI-07": ["escitalopram"],
    "DDI-08": ["sertraline", "escitalopram"],
    "DDI-09": ["fluoxetine", "norfluoxetine"],
    "DDI-10": ["venlafaxine", "duloxetine", "desvenlafaxine"],
    "DDI-11": ["bupropion"],
    "DDI-12": ["amitriptyline", "clomipramine", "nortriptyline", "imipramine", "doxepin"],
    "DDI-13": ["trazodone", "nefazodone"],
    "DDI-14": ["mirtazapine", "mianserin"],
    "DDI-15": ["risperidone", "olanzapine", "quetiapine", "clozapine", "aripiprazole"],
    "DDI-15-DEPOT": [
        "paliperidone palmitate",
        "haloperidol decanoate",
        "aripiprazole lauroxil",
        "Risperdal Consta",
    ],
    "DDI-16": ["haloperidol"],
    "DDI-17": ["chlorpromazine"],
    "DDI-18": ["buspirone"],
    "DDI-19": [
        "diazepam",
        "lorazepam",
        "clonazepam",
        "alprazolam",
        "zolpidem",
        "zopiclone",
        "eszopiclone",
        "zaleplon",
    ],
    "DDI-20": ["sumatriptan", "rizatriptan", "ergotamine", "dihydroergotamine", "methysergide"],
    "DDI-21": ["tramadol", "meperidine", "pethidine", "tapentadol", "methadone", "dextromethorphan"],
    "DDI-22": ["St John's wort", "5-HTP", "SAMe", "tryptophan"],
    "DDI-23": ["diclofenac", "probenecid", "mefenamic acid", "valproate", "sorafenib", "regorafenib"],
    "DDI-24": ["disulfiram", "metronidazole", "fomepizole"],
    "DDI-25": ["efavirenz"],
    "DDI-26": [
        *["citalopram", "methadone", "ondansetron"],
        *[
            "haloperidol",
            "risperidone",
            "olanzapine",
            "quetiapine",
            "clozapine",
            "aripiprazole",
            "chlorpromazine",
        ],
        *["azithromycin", "clarithromycin", "erythromycin"],
        *["ciprofloxacin", "levofloxacin", "moxifloxacin"],
    ],
    "DDI-27": ["sildenafil", "tadalafil"],
    "DDI-28": ["ginkgo", "valerian", "ashwagandha"],
    "DDI-29": ["alcohol", "nicotine"],
    "DDI-29-CANNABIS": ["cannabis"],
    "DDI-29-CAFFEINE": ["caffeine"],
    "DDI-30": ["amphetamine", "methylphenidate", "modafinil", "cocaine"],
    "DDI-31": ["propranolol", "metoprolol", "lisinopril", "amlodipine", "losartan"],
    "DDI-32": ["insulin", "insulin glargine", "glipizide", "glyburide", "glimepiride", "gliclazide"],
    "DDI-33": ["levetiracetam", "phenytoin", "valproate", "carbamazepine", "lamotrigine", "topiramate"],
    "DDI-34": ["psilocybin", "LSD"],
    "DDI-35": ["omeprazole", "famotidine"],
}


@pytest.mark.parametrize(("row", "name"), [(row, name) for row, names in NAMED.items() for name in names])
def test_a_medicine_the_reference_names_meets_its_row(row: str, name: str) -> None:
    meaning = resolve(name, KNOWN)
    assert isinstance(meaning, Resolved)
    assert row in [each.id for each in interactions_with(meaning.classes, interactions())]


def test_every_row_about_medicines_is_in_the_table() -> None:
    # the rows left out repeat the classes of another row, for the day or for its planning
    about_medicines = {row.id for row in ROWS.values() if row.classes}
    assert about_medicines - set(NAMED) == {"DDI-20-PLAN"}


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("amlodipine", ["DDI-31"]),
        ("loratadine", []),
        ("acetaminophen", []),
        ("ibuprofen", []),
        ("metformin", []),
        ("levothyroxine", []),
        ("gabapentin", ["DDI-33"]),
        ("sertraline", ["DDI-06", "DDI-08"]),
        ("fluoxetine", ["DDI-06", "DDI-08", "DDI-09"]),
        ("morphine", []),
        ("atomoxetine", []),
        ("esketamine", []),
        ("varenicline", []),
    ],
)
def test_a_medicine_meets_no_row_that_does_not_speak_of_it(name: str, rows: list[str]) -> None:
    meaning = resolve(name, KNOWN)
    assert isinstance(meaning, Resolved)
    assert [each.id for each in interactions_with(meaning.classes, interactions())] == rows
