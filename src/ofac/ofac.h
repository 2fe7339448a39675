/* What would OFAC's search show? The door of src/ofac.
 *
 *   name as written --read--> capitals, digits, blanks; parts --score--> the larger of two figures:
 *       the whole strings by Jaro-Winkler, and the mean over the parts entered of their best counterparts
 *
 * docs/scoring-ofac.md is the normative text; it says what OFAC documents and what is our reading. The score is not
 * symmetric: the query's parts are looked for among those of the name on the list. Nothing here allocates. */
#ifndef OFAC_OFAC_H
#define OFAC_OFAC_H

#include "base/str.h"

enum {
	OFAC_TEXT_MAX = 255,    /* bytes of a name as it is compared; what is behind is not seen */
	OFAC_PARTS_MAX = 32,    /* parts of a name; likewise */
	OFAC_PART_MAX = 63,     /* bytes of a part; its rest is cut off */
	OFAC_LETTER_KINDS = 32, /* letters have a kind each; a digit shares one, the blank has its own */
};

/** Name and version of the scorer, part of every recorded answer: "ofac-1". */
const char *ofac_scorer(void);

/* ---- names ----------------------------------------------------------------------------------------- */

struct ofac_part {
	uint8_t at, len;     /* in the text */
	uint32_t soundex;    /* four characters, the first in the highest byte; 0 when it has no letter */
	uint32_t start, end; /* bytes in the name as written */
};

/** A name as it is compared. */
struct ofac_name {
	uint8_t len, count; /* of text, of part; both 0 when nothing Latin is in the name */
	struct ofac_part part[OFAC_PARTS_MAX];
	char text[OFAC_TEXT_MAX]; /* A-Z 0-9, one blank between parts */
};

/** Reads any bytes. O(bytes). */
void ofac_read(str name, struct ofac_name *out);
static inline str ofac_text(const struct ofac_name *n)
{
	return (str){n->text, n->len};
}
static inline str ofac_part_text(const struct ofac_name *n, size_t i)
{
	return (str){n->text + n->part[i].at, n->part[i].len};
}

/* ---- strings ---------------------------------------------------------------------------------------- */

/** American Soundex of a string of capitals and digits, four characters in one number as in ofac_part. */
uint32_t ofac_soundex(str part);
/** Jaro-Winkler similarity, 0..1, of two strings of at most OFAC_TEXT_MAX bytes. O(a · b). */
double ofac_jaro_winkler(str query, str name);
/** The same from what was counted: letters matched, of them transposed, both lengths, letters that both begin with.
 *  Never falls when `matched` grows, never rises when `transposed` grows. */
double ofac_winkler(size_t matched, size_t transposed, size_t query_len, size_t name_len, size_t prefix);
/** How many letters both begin with, at most four. */
static inline size_t ofac_prefix(str query, str name)
{
	size_t n = 0, most = query.len < name.len ? query.len : name.len;

	most = most < 4 ? most : 4;
	while (n < most && query.ptr[n] == name.ptr[n])
		n++;
	return n;
}

/** How often each kind of letter is in a string. */
struct ofac_letters {
	uint8_t count[OFAC_LETTER_KINDS];
};
void ofac_count_letters(str text, struct ofac_letters *out);
/** No pair of strings can match more letters than this. */
unsigned ofac_common_letters(const struct ofac_letters *a, const struct ofac_letters *b);
/** The fewest matched letters with which two strings of these lengths can score `threshold` at all; more than either
 *  has when they cannot. */
unsigned ofac_letters_needed(size_t query_len, size_t name_len, size_t prefix, double threshold);

/** A string that many are compared with, of at most OFAC_TEXT_MAX bytes. Letters are told by their six lowest bits. */
struct ofac_pattern {
	str text;                               /* borrowed */
	uint64_t places[2 * OFAC_LETTER_KINDS]; /* where a letter stands, a bit for each of the first 64 places */
	uint8_t first[2 * OFAC_LETTER_KINDS];   /* where it stands first, one more than the place; 0 nowhere */
	uint8_t next[OFAC_TEXT_MAX];            /* where the letter at that place stands again, likewise */
};
void ofac_pattern_make(str text, struct ofac_pattern *out);
/** ofac_jaro_winkler to the last bit, or 0 where fewer than `needed` letters match. O(text + name). */
double ofac_pattern_score(const struct ofac_pattern *p, str name, size_t needed);

/* ---- scores ------------------------------------------------------------------------------------------ */

/** Why a part of the query counts as it does. */
enum ofac_reason { OFAC_NOTHING, OFAC_SPELLING, OFAC_SOUND, OFAC_SAME };

/** What two parts count whose strings are similar by `similarity`: 0 when neither spelling nor sound agree enough, or
 *  their first letters differ. */
double ofac_part_score(char query_first, uint32_t query_soundex, char name_first, uint32_t name_soundex,
                       double similarity);

/** The best counterpart of one part of the query. */
struct ofac_pair {
	double score;
	uint8_t part;   /* of the name; of equal ones the first */
	uint8_t reason; /* enum ofac_reason; OFAC_NOTHING: it has none, and `part` says nothing */
};

struct ofac_explanation {
	bool whole; /* the whole strings scored higher than the parts */
	struct ofac_pair pair[OFAC_PARTS_MAX];
};

/** The larger of both figures, 0..1; 0 when one of the names is empty. `out` may be NULL. */
double ofac_score(const struct ofac_name *query, const struct ofac_name *name, struct ofac_explanation *out);

#endif
