"""``python -m tests.bench [NAME]``: one JSON object a line."""

import importlib
import os
import sys

BENCHMARKS = (
    "statement_pdf",
    "startup",
    "payments_page",
    "payments_10m",
    "export_csv",
    "gui",
    "recharge",
    "verify",
    "rates_import",
    "rates_window",
    "xlsx_import",
    "demo",
    "calls_import",
    "rates_export",
    "deck_compare",
    "loss_report",
    "prefix",
)


def main(wanted: list[str]) -> int:
    """Run the benchmarks that are named, or all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    chosen = [b for b in BENCHMARKS if not wanted or any(w == b or w.startswith(f"{b}_") for w in wanted)]
    if not chosen:
        print(f"there is no such benchmark; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in chosen:
        for figure in importlib.import_module(f"tests.bench.{name}").run():
            if not wanted or name in wanted or figure.name in wanted:
                print(figure.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
