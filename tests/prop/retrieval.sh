#!/bin/sh
# Retrieval loses nothing, over a real database: `tests/prop/retrieval.sh DB [N [TIES]]`.
#
# Draws N (20000) names out of the database, edits them as tests/prop/prop_retrieval.c does, screens them twice, by
# retrieval and with --exhaustive, and compares the answers byte by byte. Prints TAP.
set -e
db=$1 n=${2:-20000} ties=${3:-build/ties}
[ -f "$db" ] || { echo "usage: $0 DB [N [TIES]]" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$(dirname "$0")/queries.py" "$db" "$n" >"$work/queries.jsonl"
for threshold in 0.7 0.5; do
	for how in "" --exhaustive; do
		"$ties" --db "$db" screen --file "$work/queries.jsonl" --format jsonl --threshold $threshold --limit 50 $how \
			>"$work/answer$how" || [ $? = 3 ]
	done
	if cmp "$work/answer" "$work/answer--exhaustive"; then
		echo "ok - $(wc -l <"$work/queries.jsonl") queries at $threshold: retrieval gives what scoring every name gives"
	else
		echo "not ok - at $threshold retrieval and scoring every name differ"
		diff "$work/answer" "$work/answer--exhaustive" | head -n 4 | cut -c 1-400 | sed 's/^/# /'
		failed=1
	fi
done
echo "1..2"
exit ${failed:-0}
