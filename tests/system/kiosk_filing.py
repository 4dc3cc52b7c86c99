# SPDX-License-Identifier: Apache-2.0
"""Checks of a report on its way from the panels to the disk; each takes a Bench, a report and the options of kiosk_test.py."""
import time

from kiosk_run import Lost, percentile
from kiosk_writing import open_report, type_slowly
from x_hand import now


def file_one(kiosk, text):
    """Writes and sends a report; returns its receipt and the seconds from "send" to the figures on the screen."""
    open_report(kiosk)
    kiosk.tap("key.english")
    kiosk.settle()
    type_slowly(kiosk, text, "report.field")
    for field in ("contact.name", "report.send"):
        time.sleep(0.5)
        kiosk.tap("report.next")
        kiosk.wait(field, lambda field=field: kiosk.element(field))
    kiosk.settle()
    began = now()
    kiosk.tap("report.send")
    kiosk.wait("the receipt", lambda: kiosk.element("receipt.figures") or kiosk.element("report.trouble"), seconds=10)
    took = now() - began
    if kiosk.element("report.trouble"):
        raise Lost(f"the receipt: {kiosk.element('report.trouble')['label']}")
    return kiosk.element("receipt.figures")["value"].replace(" ", ""), took


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
