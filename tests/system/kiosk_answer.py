# SPDX-License-Identifier: Apache-2.0
"""Check of a report's whole way: filed at a kiosk, sent by its courier, read and answered at the office, read at the kiosk by its
receipt. Takes a Bench, a report and the options of kiosk_test.py."""
from kiosk_filing import damm_check, file_one
from kiosk_office import Office
from kiosk_writing import type_slowly
from x_hand import now

WORDS = {
    "happened": {"zh": "我们核实了您举报的网站。", "en": "We looked into the site that you reported."},
    "decided": {"zh": "网站已被关闭，因为它骗取钱财。", "en": "It was closed, because it takes money by fraud."},
    "next": {"zh": "您不必再做什么。", "en": "There is nothing more for you to do."},
}


def look_up(kiosk, receipt):
    """The status panel's elements once it has looked."""
    kiosk.wake()
    kiosk.tap("home.status")
    kiosk.wait("the digits", lambda: kiosk.element("key.7"))
    type_slowly(kiosk, receipt, "status.field")
    before = kiosk.element("status.note")["label"]
    kiosk.tap("status.look")
    kiosk.wait("an answer or none", lambda: kiosk.element("answer.0") or (
        kiosk.element("status.look")["enabled"] and kiosk.element("status.note")["label"] != before), seconds=10)
    kiosk.settle(quiet=0.3)
    return kiosk.panel()["elements"]


def without_figures(elements):
    """What a panel says and where, but for what was typed."""
    return [{**one, "value": ""} for one in elements]


def with_wrong_check(receipt):
    return receipt[:-1] + str((int(receipt[-1]) + 1) % 10)


def another(receipt):
    """One that nobody was given, with its right check figure."""
    figures = str((int(receipt[0]) + 1) % 10) + receipt[1:15]
    return figures + str(damm_check(figures))


def answer_options():
    return [part for name, texts in WORDS.items() for language, text in texts.items() for part in (f"--{name}", f"{language}={text}")]


def check_answer(bench, report, _options):
    """A receipt opens the office's answer to its report, and no other figures open anything."""
    with Office(bench) as office, bench.kiosk(office=office.workspace, settings={"store": office.address}) as kiosk:
        receipt, _took = file_one(kiosk, "zqxvkwplm")
        filed = now()
        kiosk.finish()
        early = look_up(kiosk, receipt)
        kiosk.finish()
        kiosk.wait("the envelope at the store", lambda: any(office.store.rglob("*.envelope")), seconds=20)
        report.note("the report is in the store, by the courier", f"{now() - filed:.1f} s after its receipt, or earlier")
        office.fetch()
        (one,) = office.list()
        shown = office.desk("show", one["number"])
        report.check("the report is at the office, once", f"{one['category']}, {one['status']}",
                     one["category"] == "other" and one["status"] == "received" and "zqxvkwplm" in shown)
        received = look_up(kiosk, receipt)
        kiosk.finish()
        report.check("the receipt opens what the office says of it", [one["label"] for one in received if one["id"].startswith("answer.0")],
                     any(one["id"] == "answer.0.status" for one in received))
        office.desk("triage", one["number"], "accepted")
        office.desk("triage", one["number"], "handling")
        office.desk("answer", one["number"], "--outcome", "removed", *answer_options())
        answered = look_up(kiosk, receipt)
        kiosk.finish()
        words = next((one["label"] for one in answered if one["id"] == "answer.0"), "")
        report.check("the status panel shows the answer: what happened, what was decided, what comes next", words,
                     all(texts["zh"] in words for texts in WORDS.values()))
        panels = {"not yet uploaded": early}
        for name, figures in (("wrong", with_wrong_check(receipt)), ("unknown", another(receipt))):
            panels[name] = look_up(kiosk, figures)
            kiosk.finish()
        same = {name: without_figures(elements) == without_figures(early) for name, elements in panels.items()}
        opened = [name for name, elements in panels.items() if any(one["id"].startswith("answer.") for one in elements)]
        report.check("wrong, unknown and not yet uploaded figures get the same panel", f"{same}, opened: {opened or 'none'}",
                     all(same.values()) and not opened)
        told = office.desk("check")
        report.check("the office's history is whole", told.split(",")[0], told.startswith("the history is whole: 4 entries"))
