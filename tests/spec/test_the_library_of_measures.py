"""Every measure a centre was promised is here, or is refused with its reason."""

from cairn.content.readers.instrument import instruments
from cairn.content.readers.instrument_refused import refused_instruments

PROMISED = """
PHQ-9        phq-9
PHQ-2        phq-2
GAD-7        gad-7
QIDS-SR16    qids-sr16
MADRS        madrs
MADRS-S      madrs-s
HAM-D17      ham-d17 ham-d17-52
WHO-5        who-5
ISI          isi
WSAS         wsas
SDS          sds-sheehan
WHODAS-12    whodas-12
EQ-5D-5L     eq-5d-5l
PANAS        panas
PCL-5        pcl-5
PC-PTSD-5    pc-ptsd-5
ITQ          itq
C-SSRS       c-ssrs-screener
ASQ          asq-suicide
AUDIT        audit
AUDIT-C      audit-c
DAST-10      dast-10
ACE          ace
MDQ          mdq
PQ-16        pq-16
PQ-B         pq-b
CAPE-P15     cape-p15
FACIT-Sp-12  facit-sp-12
DADDS        dadds
DS-II        demoralization-ii
MLQ          mlq
SCS-26       scs-26
SCS-SF       scs-sf
WAI-SR       wai-sr
AAQ-II       aaq-ii
CSI-16       csi-16
CSI-4        csi-4
RDAS         rdas
ECR-S        ecr-s
IOS          ios
MEQ30        meq-30
CEQ          ceq-challenging-26
11-ASC       11-asc
EDI          edi
EBI          ebi-breakthrough
PIQ          piq
PEQ          peq
PPS          pps-preparedness
IES          ies-integration
EIS          eis-integration
intensity    sdi-0-10 sdi-0-100
"""

SHARED_INITIALS = ("ceq", "ies", "eis", "ebi", "pps", "sds", "asq")
"""Initials that two published measures carry: no id is these alone."""


def promised() -> dict[str, list[str]]:
    lines = (line.split() for line in PROMISED.strip().splitlines())
    return {name: ids for name, *ids in lines}


def test_every_promised_measure_is_here_or_refused_with_its_reason() -> None:
    here = instruments().keys() | refused_instruments().keys()
    assert [each for ids in promised().values() for each in ids if each not in here] == []


def test_nothing_is_here_that_was_not_promised() -> None:
    every = {each for ids in promised().values() for each in ids}
    assert sorted(instruments().keys() - every) == []


def test_initials_that_two_measures_share_are_nobodys_id() -> None:
    assert [each for each in instruments() if each in SHARED_INITIALS] == []
