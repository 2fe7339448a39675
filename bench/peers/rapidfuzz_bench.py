"""rapidfuzz on the same pairs and queries: rapidfuzz_bench.py PAIRS.csv [NAMES.tsv QUERIES.tsv]

NAMES.tsv has "name TAB entity", QUERIES.tsv "query TAB entity". Every scorer is tried with the threshold that suits it
best; the best of them goes on. Prints lines "measure TAB value".
"""

import sys
import time

from rapidfuzz import distance, fuzz, process, utils

import pairs

SCORERS = {
    "ratio": fuzz.ratio,
    "QRatio": fuzz.QRatio,
    "WRatio": fuzz.WRatio,
    "token_sort_ratio": fuzz.token_sort_ratio,
    "token_set_ratio": fuzz.token_set_ratio,
    "token_ratio": fuzz.token_ratio,
    "partial_ratio": fuzz.partial_ratio,
    "JaroWinkler": distance.JaroWinkler.normalized_similarity,
}
QUERIES_AT_ONCE = 100


def scale(name):
    return 1 if name == "JaroWinkler" else 100


def accuracy(rows):
    best = (0, None, None, None)
    for name, scorer in SCORERS.items():
        scores = [scorer(row["name1"], row["name2"], processor=utils.default_process) / scale(name) for row in rows]
        threshold, value = pairs.best_threshold(rows, scores)
        print(f"f1_{name}\t{value:.3f}\t{threshold:.2f}")
        best = max(best, (value, name, threshold, pairs.f1(rows, scores, 0.7)), key=lambda x: x[0])
    return best


def all_against_all(name, names, queries):
    """Every query with every name, on one core: queries a second, and the share with the right entity in the first five."""
    texts = [utils.default_process(text) for text, _ in names]
    found, begin = 0, time.perf_counter()
    for at in range(0, len(queries), QUERIES_AT_ONCE):
        batch = queries[at : at + QUERIES_AT_ONCE]
        matrix = process.cdist([utils.default_process(text) for text, _ in batch], texts, scorer=SCORERS[name], workers=1)
        for row, (_, entity) in zip(matrix, batch):
            best = []
            for i in row.argsort()[::-1][:100]:
                if names[i][1] not in best:
                    best.append(names[i][1])
            found += entity in best[:5]
    took = time.perf_counter() - begin
    return len(queries) / took, 100 * found / len(queries)


def read_tsv(path):
    with open(path, encoding="utf-8") as file:
        return [tuple(line.rstrip("\n").split("\t")[:2]) for line in file]


def main():
    rows = pairs.read(sys.argv[1])
    value, name, threshold, default = accuracy(rows)
    ready = [(utils.default_process(row["name1"]), utils.default_process(row["name2"])) for row in rows]
    print(f"scorer\t{name}\nf1\t{value:.3f}\nthreshold\t{threshold:.2f}\nf1_default\t{default:.3f}")
    print(f"prepared_per_second\t{pairs.rate(lambda pair: SCORERS[name](*pair), ready):.0f}")
    if len(sys.argv) > 3:
        names, queries = read_tsv(sys.argv[2]), read_tsv(sys.argv[3])
        for prefix, scorer in (("", name), ("ratio_", "ratio")):
            speed, at5 = all_against_all(scorer, names, queries)
            print(f"{prefix}queries_per_second\t{speed:.1f}\n{prefix}at5_percent\t{at5:.2f}")


main()
