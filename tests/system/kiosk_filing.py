# SPDX-License-Identifier: Apache-2.0
"""A report on its way from the panels to the disk, and a check of it, which takes a Bench, a report and the options of
kiosk_test.py."""
import time

from kiosk_run import Lost, percentile
from kiosk_writing import open_report, type_slowly
from x_hand import now


# Damm's quasigroup of order ten, which a receipt's last figure is made by.
DAMM = ("0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205",
        "2581436790")


def damm_check(figures):
    """The figure that makes a receipt of fifteen; 0 for a whole one."""
    interim = 0
    for figure in figures:
        interim = int(DAMM[interim][int(figure)])
    return interim


def write_english(kiosk, text):
    kiosk.tap("key.english")
    kiosk.wait("letters in English", lambda: kiosk.element("key.shift"))
    type_slowly(kiosk, text, "report.field")


def go_on_to(kiosk, element):
    time.sleep(0.5)  # as somebody does who reads
    kiosk.tap("report.next")
    kiosk.wait(element, lambda: kiosk.element(element))


def send(kiosk):
    """From the panel that shows all of it; returns the receipt and the seconds from "send" to the figures on the screen."""
    began = now()
    kiosk.tap("report.send")
    kiosk.wait("the receipt", lambda: kiosk.element("receipt.figures") or kiosk.element("report.trouble"), seconds=10)
    took = now() - began
    if kiosk.element("report.trouble"):
        raise Lost(f"the receipt: {kiosk.element('report.trouble')['label']}")
    return kiosk.element("receipt.figures")["value"].replace(" ", ""), took


def file_one(kiosk, text):
    """Writes and sends a report; returns its receipt and the seconds from "send" to the figures on the screen."""
    open_report(kiosk)
    write_english(kiosk, text)
    go_on_to(kiosk, "contact.name")
    go_on_to(kiosk, "report.send")
    kiosk.settle()
    return send(kiosk)


def write_all(kiosk, lots):
    """Writes a report in hanzi and letters with a telephone number, as far as the panel that sends it; returns the hanzi that
    lots["syllables"] became. `lots`: "syllables", "English", "phone"."""
    open_report(kiosk)
    type_slowly(kiosk, lots["syllables"], "report.field")
    kiosk.tap("key.space")
    kiosk.wait("the word to be settled", lambda: not kiosk.elements("candidate"))
    hanzi = kiosk.value("report.field")
    write_english(kiosk, lots["English"])
    go_on_to(kiosk, "contact.phone")
    kiosk.tap("contact.phone")
    kiosk.wait("the digits", lambda: kiosk.element("key.7") and not kiosk.element("key.q"))
    type_slowly(kiosk, lots["phone"], "report.field")
    go_on_to(kiosk, "report.send")
    kiosk.settle()
    return hanzi


def check_filing(bench, report, options):
    """From "send" to the receipt, and that nothing of a report lies in clear on the disk."""
    texts = [f"zqx{i}vkw".translate(str.maketrans("0123456789", "abcdefghij")) for i in range(20 if options.long else 5)]
    seconds, receipts = [], []
    with bench.kiosk() as kiosk:
        kiosk.wait("the outbox", lambda: any((kiosk.folder / "outbox").glob("*")), seconds=10)
        for text in texts:
            receipt, took = file_one(kiosk, text)
            receipts.append(receipt)
            seconds.append(took)
            kiosk.finish()
        report.check("from \"send\" to the receipt within 0.3 s", f"median {percentile(seconds, 0.5) * 1000:.0f} ms, worst {max(seconds) * 1000:.0f} ms of {len(seconds)}",
                     percentile(seconds, 0.99) <= 0.3)
        report.check("every receipt is another one of sixteen figures", receipts[:2],
                     len(set(receipts)) == len(receipts) and all(len(one) == 16 and one.isdigit() for one in receipts))
        found = [str(path.relative_to(kiosk.folder)) for path in kiosk.folder.rglob("*") if path.is_file() and path.name != "panels.json"
                 for data in [path.read_bytes()] for text in [*texts, *receipts]
                 for form in (text.encode(), text.encode("utf-16-le")) if form in data]
        report.check("neither text nor receipt in any file", found[:4] or "nothing", not found)
