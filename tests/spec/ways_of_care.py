"""The sessions of each way of care for one person, and for a couple, as the specification draws them.

The person can come on weekdays from nine to six, a partner Tuesday to Thursday from eight to seven.
Of the couples only depression is drawn whole; of the others the sessions they hold together and the days.
"""

ALONE = {
    "complex-trauma-ptsd@1": """
preparation-1             Thu 2026-11-26 09:00-10:30  person present
preparation-2             Thu 2026-12-03 09:00-10:30  person present
preparation-3             Thu 2026-12-10 09:00-10:30  person present
preparation-4             Thu 2026-12-17 09:00-10:30  person present
administration-1          Thu 2026-12-24 09:00-17:00  person dosed
integration-1             Fri 2026-12-25 09:00-10:00  person present
integration-2             Thu 2026-12-31 09:00-10:00  person present
integration-3             Thu 2027-01-07 09:00-10:00  person present
integration-4             Thu 2027-01-21 09:00-10:00  person present
""",
    "existential-distress@1": """
preparation-1             Thu 2026-11-26 09:00-11:00  person present
preparation-2             Thu 2026-12-03 09:00-11:00  person present
preparation-3             Thu 2026-12-10 09:00-11:00  person present
administration-1          Thu 2026-12-17 09:00-17:00  person dosed
integration-1             Fri 2026-12-18 09:00-11:00  person present
integration-2             Thu 2026-12-24 09:00-11:00  person present
integration-3             Mon 2027-01-04 09:00-11:00  person present
preparation-again         Mon 2027-01-18 09:00-10:00  person present
administration-2          Thu 2027-01-21 09:00-17:00  person dosed
integration-4             Fri 2027-01-22 09:00-11:00  person present
integration-5             Thu 2027-01-28 09:00-11:00  person present
integration-6             Thu 2027-02-11 09:00-11:00  person present
""",
    "state-adult-use@1": """
preparation-1             Thu 2026-11-26 09:00-10:30  person present
administration-1          Thu 2026-12-03 09:00-17:00  person dosed
integration-1             Mon 2026-12-07 09:00-10:00  person present
""",
    "trd-mood@1": """
preparation-1             Thu 2026-11-26 09:00-10:30  person present
preparation-2             Thu 2026-12-03 09:00-10:30  person present
preparation-3             Thu 2026-12-10 09:00-10:30  person present
administration-1          Thu 2026-12-17 09:00-17:00  person dosed
integration-1             Fri 2026-12-18 09:00-10:00  person present
integration-2             Thu 2026-12-24 09:00-10:00  person present
integration-3             Mon 2027-01-04 09:00-10:00  person present
""",
}

COUPLES = {
    "trd-mood-couples-joint@1": """
partner-preparation-1     Thu 2026-11-26 08:00-09:30  partner present
preparation-1             Thu 2026-11-26 09:00-10:30  person present
partner-preparation-2     Thu 2026-12-03 08:00-09:30  partner present
preparation-2             Thu 2026-12-03 09:00-10:30  person present
partner-preparation-3     Thu 2026-12-10 08:00-09:30  partner present
preparation-3             Thu 2026-12-10 09:00-10:30  person present
together-preparation      Tue 2026-12-15 09:00-10:30  person present, partner present
administration-1          Tue 2026-12-22 09:00-17:00  person dosed, partner dosed
partner-integration-1     Wed 2026-12-23 08:00-09:00  partner present
integration-1             Wed 2026-12-23 09:00-10:00  person present
partner-integration-2     Tue 2026-12-29 08:00-09:00  partner present
integration-2             Tue 2026-12-29 09:00-10:00  person present
together-integration-1    Thu 2026-12-31 09:00-10:30  person present, partner present
partner-integration-3     Thu 2027-01-07 08:00-09:00  partner present
integration-3             Fri 2027-01-08 09:00-10:00  person present
together-integration-2    Tue 2027-02-02 09:20-10:50  person present, partner present
""",
    "complex-trauma-ptsd-couples-joint@1": """
together-preparation      Tue 2026-12-22 09:00-10:30  person present, partner present
administration-1          Tue 2026-12-29 09:00-17:00  person dosed, partner dosed
together-integration-1    Thu 2027-01-07 09:00-10:30  person present, partner present
together-integration-2    Tue 2027-02-09 09:20-10:50  person present, partner present
""",
    "existential-distress-couples-joint@1": """
together-preparation      Tue 2026-12-15 09:00-10:30  person present, partner present
administration-1          Tue 2026-12-22 09:00-17:00  person dosed, partner dosed
together-integration-1    Thu 2026-12-31 09:00-10:30  person present, partner present
together-integration-2    Tue 2027-02-02 09:20-10:50  person present, partner present
""",
    "state-adult-use-couples-joint@1": """
together-preparation      Tue 2026-12-01 09:00-10:30  person present, partner present
administration-1          Thu 2026-12-03 09:00-17:00  person dosed, partner dosed
together-integration-1    Tue 2026-12-15 09:00-10:30  person present, partner present
together-integration-2    Thu 2027-01-14 09:20-10:50  person present, partner present
""",
    "trd-mood-couples-one-partner@1": """
preparation-1             Thu 2026-11-26 09:00-10:30  person present
preparation-2             Thu 2026-12-03 09:00-10:30  person present
partner-alone             Thu 2026-12-10 08:00-09:00  partner present
preparation-3             Thu 2026-12-10 09:00-10:30  person present
together-preparation      Tue 2026-12-15 09:00-10:30  person present, partner present
administration-1          Thu 2026-12-17 09:00-17:00  person dosed, partner apart
integration-1             Fri 2026-12-18 09:00-10:00  person present
integration-2             Thu 2026-12-24 09:00-10:00  person present
together-integration-1    Tue 2026-12-29 09:00-10:30  person present, partner present
integration-3             Mon 2027-01-04 09:00-10:00  person present
together-integration-2    Thu 2027-01-28 09:20-10:50  person present, partner present
""",
    "complex-trauma-ptsd-couples-one-partner@1": """
together-preparation      Tue 2026-12-22 09:00-10:30  person present, partner present
administration-1          Thu 2026-12-24 09:00-17:00  person dosed, partner apart
together-integration-1    Tue 2027-01-05 09:00-10:30  person present, partner present
together-integration-2    Thu 2027-02-04 09:20-10:50  person present, partner present
""",
    "existential-distress-couples-one-partner@1": """
together-preparation      Tue 2026-12-15 09:00-10:30  person present, partner present
administration-1          Thu 2026-12-17 09:00-17:00  person dosed, partner apart
together-integration-1    Tue 2026-12-29 09:00-10:30  person present, partner present
together-integration-2    Thu 2027-01-28 09:20-10:50  person present, partner present
""",
    "state-adult-use-couples-one-partner@1": """
together-preparation      Tue 2026-12-01 09:00-10:30  person present, partner present
administration-1          Thu 2026-12-03 09:00-17:00  person dosed, partner apart
together-integration-1    Tue 2026-12-15 09:00-10:30  person present, partner present
together-integration-2    Thu 2027-01-14 09:20-10:50  person present, partner present
""",
    "trd-mood-couples-parallel@1": """
partner-preparation-1     Thu 2026-11-26 08:00-09:30  partner present
preparation-1             Thu 2026-11-26 09:00-10:30  person present
partner-preparation-2     Thu 2026-12-03 08:00-09:30  partner present
preparation-2             Thu 2026-12-03 09:00-10:30  person present
partner-preparation-3     Thu 2026-12-10 08:00-09:30  partner present
preparation-3             Thu 2026-12-10 09:00-10:30  person present
together-preparation      Tue 2026-12-15 09:00-10:30  person present, partner present
administration-1          Tue 2026-12-22 09:00-17:00  person dosed, partner apart
partner-administration-1  Tue 2026-12-22 09:00-17:00  partner dosed
partner-integration-1     Wed 2026-12-23 08:00-09:00  partner present
integration-1             Wed 2026-12-23 09:00-10:00  person present
partner-integration-2     Tue 2026-12-29 08:00-09:00  partner present
integration-2             Tue 2026-12-29 09:00-10:00  person present
together-integration-1    Thu 2026-12-31 09:00-10:30  person present, partner present
partner-integration-3     Thu 2027-01-07 08:00-09:00  partner present
integration-3             Fri 2027-01-08 09:00-10:00  person present
together-integration-2    Tue 2027-02-02 09:20-10:50  person present, partner present
""",
    "complex-trauma-ptsd-couples-parallel@1": """
together-preparation      Tue 2026-12-22 09:00-10:30  person present, partner present
administration-1          Tue 2026-12-29 09:00-17:00  person dosed, partner apart
partner-administration-1  Tue 2026-12-29 09:00-17:00  partner dosed
together-integration-1    Thu 2027-01-07 09:00-10:30  person present, partner present
together-integration-2    Tue 2027-02-09 09:20-10:50  person present, partner present
""",
    "existential-distress-couples-parallel@1": """
together-preparation      Tue 2026-12-15 09:00-10:30  person present, partner present
administration-1          Tue 2026-12-22 09:00-17:00  person dosed, partner apart
partner-administration-1  Tue 2026-12-22 09:00-17:00  partner dosed
together-integration-1    Thu 2026-12-31 09:00-10:30  person present, partner present
together-integration-2    Tue 2027-02-02 09:20-10:50  person present, partner present
""",
    "state-adult-use-couples-parallel@1": """
together-preparation      Tue 2026-12-01 09:00-10:30  person present, partner present
administration-1          Thu 2026-12-03 09:00-17:00  person dosed, partner apart
partner-administration-1  Thu 2026-12-03 09:00-17:00  partner dosed
together-integration-1    Tue 2026-12-15 09:00-10:30  person present, partner present
together-integration-2    Thu 2027-01-14 09:20-10:50  person present, partner present
""",
    "trd-mood-couples-staggered@1": """
preparation-1             Thu 2026-11-26 09:00-10:30  person present
preparation-2             Thu 2026-12-03 09:00-10:30  person present
preparation-3             Thu 2026-12-10 09:00-10:30  person present
together-preparation      Tue 2026-12-15 09:00-10:30  person present, partner present
administration-1          Thu 2026-12-17 09:00-17:00  person dosed, partner apart
integration-1             Fri 2026-12-18 09:00-10:00  person present
integration-2             Thu 2026-12-24 09:00-10:00  person present
together-integration-1    Tue 2026-12-29 09:00-10:30  person present, partner present
integration-3             Mon 2027-01-04 09:00-10:00  person present
partner-preparation-1     Wed 2027-01-06 08:00-09:30  partner present
partner-preparation-2     Wed 2027-01-13 08:00-09:30  partner present
partner-preparation-3     Wed 2027-01-20 08:00-09:30  partner present
partner-administration-1  Wed 2027-01-27 08:00-16:00  partner dosed
partner-integration-1     Thu 2027-01-28 08:00-09:00  partner present
partner-integration-2     Wed 2027-02-03 08:00-09:00  partner present
together-integration-2    Wed 2027-02-10 09:00-10:30  person present, partner present
partner-integration-3     Tue 2027-02-16 08:00-09:00  partner present
""",
    "complex-trauma-ptsd-couples-staggered@1": """
together-preparation      Tue 2026-12-22 09:00-10:30  person present, partner present
administration-1          Thu 2026-12-24 09:00-17:00  person dosed, partner apart
together-integration-1    Tue 2027-01-05 09:00-10:30  person present, partner present
partner-administration-1  Wed 2027-02-03 08:00-16:00  partner dosed
together-integration-2    Wed 2027-02-17 09:20-10:50  person present, partner present
""",
    "existential-distress-couples-staggered@1": """
together-preparation      Tue 2026-12-15 09:00-10:30  person present, partner present
administration-1          Thu 2026-12-17 09:00-17:00  person dosed, partner apart
together-integration-1    Tue 2026-12-29 09:00-10:30  person present, partner present
partner-administration-1  Wed 2027-01-27 08:00-16:00  partner dosed
together-integration-2    Wed 2027-02-10 09:00-10:30  person present, partner present
""",
    "state-adult-use-couples-staggered@1": """
together-preparation      Tue 2026-12-01 09:00-10:30  person present, partner present
administration-1          Fri 2026-12-04 09:00-17:00  person dosed, partner apart
together-integration-1    Tue 2026-12-15 09:00-10:30  person present, partner present
partner-administration-1  Thu 2027-01-14 08:00-16:00  partner dosed
together-integration-2    Thu 2027-01-28 09:00-10:30  person present, partner present
""",
}
