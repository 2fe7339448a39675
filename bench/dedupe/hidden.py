#!/usr/bin/env python3
"""How well does `ties dedupe` find what lists say themselves? `bench/dedupe/hidden.py TIES [LISTS]`

British and European lists carry the reference number of the UN list. The numbers are taken out of copies of the lists,
which are then built with the UN list; the pairs that `ties dedupe` proposes, and those that builds join by other
numbers, are compared with what the lists said. Prints one line for each threshold:

    recall      of the entries that refer to the UN list, how many are joined with, or proposed for, the right entry
    precision   of the pairs that are joined or proposed and whose entry has a reference, how many are right

A proposal whose entry has no reference is counted apart: nobody says whether it is right."""
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "compat"))
import second_reader  # noqa: E402

REFERENCE = re.compile(rb'\b(?:[A-Z]{2}|[A-Z]{3})[ie]\.?\d{3}\b')
FIELDS = re.compile(rb'<UNReferenceNumber>[^<]*</UNReferenceNumber>|unitedNationId="[^"]*"|<OFSIGroupID>[^<]*</OFSIGroupID>')


def newest(folder, pattern):
    return sorted(folder.glob(pattern))[-1]


def hide(path, into):
    """A copy without the numbers."""
    raw = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
    raw = REFERENCE.sub(b"", FIELDS.sub(b"", raw))
    out = into / path.name.removesuffix(".gz")
    out.write_bytes(raw)
    return out


def references(db):
    """ref -> folded UN reference number, as the lists say."""
    book = second_reader.Book(db)
    properties = re.findall(r'X\(([A-Z]\w*), "(\w+)", \w+\)',
                            (pathlib.Path(__file__).resolve().parents[2] / "src/model/model.h").read_text())
    names = [name for _, name in properties]
    number = names.index("unscId") - names.index("name", names.index("Mention"))
    found = {}
    for r in range(len(book.items["REF"])):
        dataset, record = book.ref(r)
        values = book.of("REF", r, 2, "STATEMENT")
        for value, manner in zip(values, book.manners(r)):
            if book.items["MANNER"][manner][0] == number and "#" not in record:
                text = re.sub(r"[^a-z0-9]", "", book.string(book.items["STATEMENT"][value][0]).lower())
                found.setdefault(f"{dataset}:{record}", text)
    return found


def build(ties, out, sources):
    subprocess.run([ties, "build", "-q", "--force", "-o", out, *map(str, sources)], check=True, stderr=subprocess.DEVNULL)


def entities(db):
    """Sets of refs."""
    book = second_reader.Book(db)
    for n in range(len(book.items["ENTITY"])):
        yield [":".join(book.ref(r)) for r in book.of("ENTITY", n, 2, "REF")]


def pairs_of(left_refs, right_refs):
    for a in left_refs:
        for b in right_refs:
            if a.startswith("un_sc_sanctions:") and not b.startswith("un_sc_sanctions:"):
                yield a, b
            elif b.startswith("un_sc_sanctions:") and not a.startswith("un_sc_sanctions:"):
                yield b, a


def judge(pairs, truth, un):
    right = {b for a, b in pairs if b in truth and truth[b] == un[a]}
    wrong = {(a, b) for a, b in pairs if b in truth and truth[b] != un[a]}
    unknown = {(a, b) for a, b in pairs if b not in truth}
    return right, wrong, unknown


def main():
    ties = sys.argv[1]
    lists = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "../shared/data")
    sources = [newest(lists / "gb", "*uksl-reconstructed.xml.gz"), newest(lists / "gb", "*conlist.csv.gz"),
               newest(lists / "eu", "*reconstructed.xml.gz")]
    un_list = newest(lists / "un", "*.xml.gz")
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        build(ties, work / "open.ties", [un_list, *sources])
        said = references(work / "open.ties")
        un = {ref: number for ref, number in said.items() if ref.startswith("un_sc_sanctions:")}
        truth = {ref: number for ref, number in said.items() if ref not in un and number in set(un.values())}
        build(ties, work / "hidden.ties", [un_list, *(hide(path, work) for path in sources)])
        joined = {pair for refs in entities(work / "hidden.ties") for pair in pairs_of(refs, refs)}
        lines = subprocess.run([ties, "--db", work / "hidden.ties", "dedupe", "--threshold", "0.6", "--dataset",
                                "un_sc_sanctions", "--format", "jsonl"], check=True, capture_output=True, text=True).stdout
        proposals = [json.loads(line) for line in lines.splitlines()]
    print(f"{len(truth)} entries refer to one of {len(un)} of the UN list")
    print(f"{'threshold':>10} {'proposed':>9} {'recall':>7} {'precision':>10} {'of unknown truth':>17}")
    for threshold in [1.01, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6]:
        kept = [p for p in proposals if p["score"] >= threshold]
        pairs = joined | {pair for p in kept for pair in pairs_of(p["left"]["refs"], p["right"]["refs"])}
        right, wrong, unknown = judge(pairs, truth, un)
        name = "joined" if threshold > 1 else f"{threshold:.2f}"
        print(f"{name:>10} {len(kept):>9} {len(right) / len(truth):>7.3f} "
              f"{len(right) / max(1, len(right) + len(wrong)):>10.3f} {len(unknown):>17}")
    if "--wrong" in sys.argv:
        for p in proposals:
            for a, b in pairs_of(p["left"]["refs"], p["right"]["refs"]):
                if b in truth and truth[b] != un[a]:
                    print(f"{p['score']:.2f}", a, b, p["left"]["name"], "|", p["right"]["name"])
    if "--missed" in sys.argv:
        right, _, _ = judge(joined | {x for p in proposals for x in pairs_of(p["left"]["refs"], p["right"]["refs"])}, truth, un)
        for ref in sorted(set(truth) - right):
            print("missed", ref, truth[ref])


if __name__ == "__main__":
    main()
