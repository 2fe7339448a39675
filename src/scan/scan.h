/* Who is mentioned here? The inside of src/scan.
 *
 *   document --tokens--> phrase readings --context, support--> spans
 *            --surnames, fuzzy, definitions--> more spans --entities--> public result
 *
 * A reading says that a run of tokens may name an entity. A strong reading stands on its own; a weak one (a single
 * word out of a list, a nickname) counts only when something else in the document names the same entity. The longest
 * reading wins; among equally long ones the better supported; where nothing decides, the mention is ambiguous and says
 * so. */
#ifndef SCAN_SCAN_H
#define SCAN_SCAN_H

#include "base/arena.h"
#include "base/vec.h"
#include "documents/document.h"
#include "graph/graph.h"
#include "history/history.h"
#include "match/match.h"
#include "scan/words.h"
#include "text/text.h"
#include "ties/scan.h"

#define SCAN_NONE UINT32_MAX

/** A token of the document. */
struct scan_token {
	size_t start, end; /* bytes in the document's text */
	str norm;          /* normal form, in the scan's norm buffer */
	str word;          /* normal form by itself, as phrases have it; mostly the same */
	uint64_t words;    /* classes of the word, by enum scan_word */
	uint32_t block;
	uint32_t span;  /* chosen span that covers it, SCAN_NONE when free */
	bool unproved;  /* in a name that is known but was not supported: no other spelling is sought */
	uint16_t flags; /* TOKEN_… */
	uint8_t script;
	bool breaks;   /* something other than a space, hyphen or apostrophe stands before it: no name crosses */
	bool sentence; /* begins a sentence or block: its capital says nothing */
};

/** One way to read a run of tokens. */
struct scan_reading {
	uint32_t first, count; /* tokens */
	uint32_t entity;       /* ENTITY item */
	uint32_t name;         /* NAME item, SCAN_NONE for names that the document itself defines */
	float score;           /* how sure, 0..1 */
	uint8_t how;           /* ties_how */
	uint8_t rank;          /* strength among readings of the same run; higher is better */
	bool strong;           /* stands on its own */
	bool dropped;          /* what stands around it speaks against it */
};

/** A run of tokens that was decided on. */
struct scan_span {
	uint32_t first, count;
	uint32_t entity; /* SCAN_NONE: ambiguous */
	uint8_t how;
	float score;
	uint32_t first_other, other_count; /* other readings, in scan.others */
};

/** What kind of block: how far capitals can be trusted. */
enum scan_case { CASE_NORMAL, CASE_TITLE, CASE_UPPER };

struct scan {
	const ties_book *book;
	struct arena *arena; /* of the result */
	const struct document *doc;
	const char *language;
	double threshold; /* of fuzzy readings */
	size_t ties;      /* told at least where there are so many */
	struct date on;   /* the document's date */
	struct name_rarity rarity;
	VEC(struct scan_token) tokens;
	VEC(char *) norms;       /* owned buffers that hold the normal forms, one a block */
	VEC(uint8_t) block_case; /* enum scan_case by block */
	VEC(struct scan_reading) readings;
	VEC(struct scan_span) spans; /* sorted by first token once finished */
	VEC(struct scan_reading) others;
	uint32_t *support;           /* by entity: strong readings of it in the document */
	struct match_search *search; /* opened when first needed */
	bool failed;                 /* sticky: memory ran out */
};

/* tokens.c */
bool scan_tokenize(struct scan *s);
/** Text of a run of tokens as written. */
str scan_text(const struct scan *s, uint32_t first, uint32_t count);
/** Has the script upper and lower case? */
bool scan_has_case(uint8_t script);
/** Is token `i` free, capitalised in a way that means something, and joined to the token before it? */
bool scan_is_capital(const struct scan *s, uint32_t i);
/** Is token `i` a word of that class? */
static inline bool scan_is(const struct scan *s, uint32_t i, enum scan_word kind)
{
	return s->tokens.ptr[i].words >> kind & 1;
}

/* facts.c: what the book says of entities, as far as scanning needs it */
bool scan_is_curated(const ties_book *b, uint32_t entity);
bool scan_is_person(const ties_book *b, uint32_t entity);
bool scan_is_state(const ties_book *b, uint32_t entity);
/** Its first country code as published, empty when there is none. */
str scan_country(const ties_book *b, uint32_t entity);
/** -1 unknown, 0 male, 1 female. */
int scan_gender(const ties_book *b, uint32_t entity);
/** May two entities be one, as far as names and birth dates tell? Then they are no ambiguity to show. */
bool scan_may_be_same(const ties_book *b, uint32_t a, uint32_t c);

/* inflect.c: other words that token `i` may be a form of, as phrases have them; how many */
enum { SCAN_VARIANTS_MAX = 8 };
size_t scan_variants(const struct scan *s, uint32_t i, char word[SCAN_VARIANTS_MAX][TOKEN_MAX],
                     size_t len[SCAN_VARIANTS_MAX]);

/* neighbour.c: what stands right beside a run of tokens, from `first` up to but not including `end` */
/** May a name go on from the token before `i` to it? */
bool scan_is_joined(const struct scan *s, uint32_t i);
/** Does a word of that class stand right before (behind) the run, joined to it? */
bool scan_has_before(const struct scan *s, uint32_t first, enum scan_word kind);
bool scan_has_behind(const struct scan *s, uint32_t end, enum scan_word kind);
/** Does a capital word right before (behind) the run make it part of a longer name? */
bool scan_continues_left(const struct scan *s, uint32_t first);
bool scan_continues_right(const struct scan *s, uint32_t end);
/** Could the token be part of a name: a capital that means something? */
bool scan_is_name_like(const struct scan *s, uint32_t i);
/** May it stand beside a name with a capital without being part of it? */
bool scan_is_neutral(const struct scan *s, uint32_t i);
/** Is the run a town, as "Lebanon, Ohio"? */
bool scan_is_town(const struct scan *s, uint32_t end);
/** Has the word such an ending, and at least three letters before it? */
bool scan_ends_in(str word, const char *ending);

/* phrase.c: readings by the phrase dictionary */
void scan_read_phrases(struct scan *s);
/* context.c: drops readings that are part of something else, weakens those that need support */
void scan_weigh_context(struct scan *s);
/* select.c: support, then spans from readings */
void scan_select(struct scan *s);
/** Makes a span of these readings of one run; picks the best or leaves it ambiguous. */
void scan_decide(struct scan *s, const struct scan_reading *readings, size_t count);
/** Are these tokens in no mention yet? */
bool scan_is_free(const struct scan *s, uint32_t first, uint32_t count);
/* fuzzy.c: names spelt otherwise */
void scan_read_fuzzy(struct scan *s);
/* define.c: letters that the document itself defines */
void scan_read_definitions(struct scan *s);
/* surname.c: surnames of persons named in full, and behind the title of an office */
void scan_read_surnames(struct scan *s);
/* title.c: titles in front of a surname, and who held the office */
/** "Mr", "Senator", "Ayatollah": is token `i` a form of address or an office? */
bool scan_is_title(const struct scan *s, uint32_t i);
/** Does the title of an office stand right before token `i`? */
bool scan_has_office(const struct scan *s, uint32_t i);
/** Persons who held that office and whose name ends in token `i`. */
size_t scan_find_holders(const struct scan *s, uint32_t i, struct scan_reading *readings, size_t cap);
/* date.c */
struct scan_date {
	struct date date;
	const char *from; /* "text", "metadata", "today" */
	str text;
};
struct scan_date scan_document_date(const struct document *doc, struct date today);
/* result.c */
ties_code scan_result(ties_scan *out, struct scan *s, const struct history_time *time, ties_error *err);

#endif
