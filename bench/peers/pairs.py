"""Labelled pairs, and how well scores decide them."""

import csv
import time


def read(path):
    """Rows of the file as dictionaries; `match` is the label."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["match"] = row["is_match"] == "true"
    return rows


def f1(rows, scores, threshold):
    found = sum(row["match"] and score >= threshold for row, score in zip(rows, scores))
    wrong = sum(not row["match"] and score >= threshold for row, score in zip(rows, scores))
    missed = sum(row["match"] and score < threshold for row, score in zip(rows, scores))
    return 2 * found / (2 * found + wrong + missed) if found else 0


def best_threshold(rows, scores):
    """The threshold in hundredths with the highest F1, and that F1."""
    return max(((f1(rows, scores, t / 100), t / 100) for t in range(1, 101)))[::-1]


def rate(compare, items, seconds=2):
    """Calls a second of `compare` over all `items`, again and again for some seconds."""
    begin, done = time.perf_counter(), 0
    while True:
        for item in items:
            compare(item)
            done += 1
            took = time.perf_counter() - begin
            if took >= seconds:
                return done / took
