#!/bin/sh
# rules.sh OUTPUT FILES...: book_rules (src/book/book.h), which changes with any of the files.
output=$1
shift
sum=$(cat "$@" | sha256sum | cut -c1-16) || exit 1
printf '#include "book/book.h"\n\nconst uint64_t book_rules = UINT64_C(0x%s);\n' "$sum" >"$output"
