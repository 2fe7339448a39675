"""logic-v2 of nomenklatura on the same pairs: nomenklatura_bench.py PAIRS.csv

Prints lines "measure TAB value".
"""

import sys

from followthemoney import model
from nomenklatura.matching import get_algorithm

import pairs


def entity(schema, name):
    return model.get_proxy({"id": name, "schema": schema, "properties": {"name": [name]}})


def main():
    algorithm = get_algorithm("logic-v2")
    config = algorithm.default_config()
    rows = pairs.read(sys.argv[1])
    ready = [(entity(row["schema"], row["name1"]), entity(row["schema"], row["name2"])) for row in rows]

    def compare(pair):
        return algorithm.compare(*pair, config).score

    scores = [compare(pair) for pair in ready]
    threshold, best = pairs.best_threshold(rows, scores)
    print(f"f1_default\t{pairs.f1(rows, scores, 0.7):.3f}\nf1\t{best:.3f}\nthreshold\t{threshold:.2f}")
    for group in sorted({row["group"] for row in rows}):
        some = [(row, score) for row, score in zip(rows, scores) if row["group"] == group]
        print(f"group\t{group}\t{pairs.f1(*zip(*some), 0.7):.3f}")
    print(f"prepared_per_second\t{pairs.rate(compare, ready):.0f}")


main()
