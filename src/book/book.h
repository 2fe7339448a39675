/* What is on disk? The door of src/book: a database opened for reading, and the writer that makes one.
 *
 * The file is mapped and never changes. Everything handed out points into the map and lives until book_close.
 * Opening checks the structure in O(sections); book_verify checks every byte and every invariant. Since a
 * damaged file may still open, every accessor here is safe on any bytes: an index out of range gives an
 * all-zero item, a string out of range the empty string. */
#ifndef BOOK_BOOK_H
#define BOOK_BOOK_H

#include "base/arena.h"
#include "base/file.h"
#include "book/format.h"
#include "book/packed.h"
#include "dates/dates.h"
#include "model/model.h"

/** Items of each section, as arrays. */
struct ties_book {
	struct file_map map;
	const struct book_header *header;
	char *path; /* owned */
#define X(symbol, id, type) \
	struct { \
		const type *items; \
		uint32_t count; \
	} symbol;
	BOOK_SECTIONS(X)
#undef X
};
typedef struct ties_book ties_book;

ties_code book_open(ties_book **out, const char *path, ties_error *err);
/** Accepts NULL. */
void book_close(ties_book *b);
/** Changes with all by which this program reads names and finds them: words, spellings, sources. In a database of other
 *  rules it would not find all, so that it does not open it. */
extern const uint64_t book_rules;

/** Checks all checksums, sizes, indexes, orders. The message names the section, the item and what is wrong. */
ties_code book_verify(const ties_book *b, ties_error *err);

str book_string(const ties_book *b, uint32_t string);

/** Item `i` of a section; an all-zero one when out of range. */
#define X(symbol, id, type) \
	static inline const type *book_item_##symbol(const ties_book *b, uint32_t i) \
	{ \
		static const type none; \
		return i < b->symbol.count ? &b->symbol.items[i] : &none; \
	}
BOOK_SECTIONS(X)
#undef X
#define BOOK_AT(b, symbol, i) book_item_##symbol((b), (i))

/** `first`..`first+count` cut to what the section has. */
struct book_range {
	uint32_t begin, end;
};
static inline struct book_range book_range(uint32_t first, uint32_t count, uint32_t section_count)
{
	if (first > section_count)
		first = section_count;
	if (count > section_count - first)
		count = section_count - first;
	return (struct book_range){first, first + count};
}
#define BOOK_RANGE(b, symbol, from, number) book_range((from), (number), (b)->symbol.count)

/* ---- what belongs to what --------------------------------------------------------------------------- */

struct book_range book_refs_of(const ties_book *b, uint32_t entity);
struct book_range book_names_of(const ties_book *b, uint32_t entity);
/** These are O(log n). */
struct book_range book_forms_of(const ties_book *b, uint32_t name);
struct book_range book_listings_of(const ties_book *b, uint32_t entity);
struct book_range book_offices_of(const ties_book *b, uint32_t entity);
struct book_range book_absences_of(const ties_book *b, uint32_t entity);
/** NODE item of an entity, BOOK_NONE when it has no ties. O(log n). */
uint32_t book_node_of(const ties_book *b, uint32_t entity);
/** TIE items that a NODE item is the subject of; TIE_IN items that it is the object of. */
struct book_range book_ties_from(const ties_book *b, uint32_t node);
struct book_range book_ties_to(const ties_book *b, uint32_t node);
/** The date that a packed one stands for; unknown in a damaged file. */
struct date book_packed_date(const ties_book *b, uint32_t packed);
/** Is a LISTING or OFFICE item what was known on a day? TIES_DAY_MAX: what is known now. */
static inline bool book_known_on(int32_t known_from, int32_t known_until, int32_t day)
{
	return known_from <= day && (known_until == TIES_DAY_MAX || day < known_until);
}
/** Likewise of a TIE item. */
bool book_tie_known(const ties_book *b, uint32_t tie, int32_t day);
/** DATASET item of a REF item; BOOK_NONE when there is none. */
uint32_t book_ref_dataset(const ties_book *b, uint32_t ref);
/** ENTITY item of a REF item; BOOK_NONE when there is none. O(log n). */
uint32_t book_ref_entity(const ties_book *b, uint32_t ref);

/* ---- statements --------------------------------------------------------------------------------------- */

/** A statement, put together from where its parts lie. */
struct book_statement {
	uint32_t number; /* STATEMENT item */
	uint32_t ref;    /* REF item: who says it of what */
	uint32_t value;  /* string */
	const struct book_manner *manner;
};

/** The statements of an entity, one after the other:
 *      struct book_statement s;
 *      for (struct book_cursor c = book_statements_of(b, entity); book_next_statement(&c, &s);) */
struct book_cursor {
	const ties_book *b;
	uint32_t ref, last_ref; /* REF item being read, and where they end */
	uint32_t next, end;     /* STATEMENT items of it */
	uint32_t manner;        /* SHAPE_MANNER item of `next` */
};
struct book_cursor book_statements_of(const ties_book *b, uint32_t entity);
/** Those of one REF item only. */
struct book_cursor book_statements_of_ref(const ties_book *b, uint32_t ref);
bool book_next_statement(struct book_cursor *c, struct book_statement *out);
/** How many there are, or more in a damaged file. */
uint32_t book_count_statements(const ties_book *b, uint32_t entity);
/** One by its number; an all-zero one when out of range. O(log n). */
struct book_statement book_statement_at(const ties_book *b, uint32_t number);
/** As published when that differs from the value, else empty. */
str book_statement_original(const ties_book *b, const struct book_statement *s);
/** ENTITY item that an entity-typed value names, or BOOK_NONE. */
uint32_t book_statement_target(const ties_book *b, const struct book_statement *s);

/** TOKEN item of a FORM_TOKEN item. */
static inline const struct book_token *book_form_token(const ties_book *b, uint32_t i)
{
	return BOOK_AT(b, TOKEN, *BOOK_AT(b, FORM_TOKEN, i));
}
/** A name as published, its language, and of which kind it is (enum model_property). */
str book_name_text(const ties_book *b, uint32_t name);
str book_name_lang(const ties_book *b, uint32_t name);
uint16_t book_name_property(const ties_book *b, uint32_t name);

/* ---- looking up ----------------------------------------------------------------------------------------- */

/** ENTITY item by canonical id or by one that it would have had before it was joined, BOOK_NONE when there is none.
 * O(log n). */
uint32_t book_entity_by_id(const ties_book *b, str id);
/** "dataset:record" of a REF item, put together in `arena`. */
str book_ref_text(const ties_book *b, uint32_t ref, struct arena *arena);
/** REF item of a record, BOOK_NONE when there is none. O(log n). */
uint32_t book_find_ref(const ties_book *b, str dataset, str record);
/** ENTITY item by ref "dataset:record id", BOOK_NONE when there is none. O(log n). */
uint32_t book_entity_by_ref(const ties_book *b, str ref);
/** REF_ORDER items of the records of a dataset whose ids begin with `prefix`. O(log n + how many there are). */
struct book_range book_refs_under(const ties_book *b, str dataset, str prefix);
/** KEY items with this text, one for each class. O(log n). */
struct book_range book_keys(const ties_book *b, str text);
/** POSTING items of a key: of forms of kind `run` (0 persons and of no kind, 1 organisations, 2 vessels), or of all. */
static inline struct book_range book_postings_of(const ties_book *b, const struct book_key *key, unsigned run)
{
	const uint32_t *count = key->posting_count;
	uint64_t first = (uint64_t)key->first_posting + (run > 0 ? count[0] : 0) + (run > 1 ? count[1] : 0);

	static_assert(KEY_RUNS == 3);
	return BOOK_RANGE(b, POSTING, first < BOOK_NONE ? (uint32_t)first : BOOK_NONE, count[run]);
}
struct book_range book_postings(const ties_book *b, const struct book_key *key);
/** The FORM item that a POSTING item is of. */
static inline uint32_t book_posting_form(uint32_t posting)
{
	return posting % POSTING_FORMS_MAX;
}
/** Which of `lists` lists, a power of two, a hash is in: its upper bits. */
static inline size_t book_list_of(uint64_t hash, size_t lists)
{
	return lists > 1 ? (size_t)(hash >> (64 - __builtin_ctzll(lists))) : 0;
}
/** What stands in PHRASE for a hash: the 32 bits behind those that number its list. */
static inline uint32_t book_phrase_hash(uint64_t hash, size_t lists)
{
	return (uint32_t)(hash << __builtin_ctzll(lists) >> 32);
}
/** PHRASE items of a hash. O(1) expected. */
struct book_range book_phrases(const ties_book *b, uint64_t hash);
/** SOUND items that keys begin with whose sequence of kinds has this signature, and few of others; each is followed by
 * what it goes on in (BOOK_SOUND_ITEMS). O(1). */
struct book_range book_sounds(const ties_book *b, uint64_t signature);
/** The sounds of a SOUND item and those behind it, as far as there are some; how many in *count. */
static inline const uint8_t *book_sound_at(const ties_book *b, uint32_t i, uint8_t *count)
{
	const struct book_sound *s = BOOK_AT(b, SOUND, i);
	bool well = BOOK_SOUND_ITEMS(s->count) <= b->SOUND.count - (i < b->SOUND.count ? i : 0);

	*count = well && i < b->SOUND.count ? s->count : 0;
	return s->sound;
}
/** SIGNATURE items of all signatures that share a list with this one. O(1). */
struct book_range book_signature_list(const ties_book *b, uint64_t signature);
/** SIGNATURE item about where those of the signature are, if there are some. O(1). */
uint32_t book_signature_near(const ties_book *b, uint64_t signature);
/** SIGNATURE items of a signature, and few of others. O(1) expected. */
struct book_range book_signatures(const ties_book *b, uint64_t signature);
struct date book_date_value(struct book_date d);

/* ---- writing --------------------------------------------------------------------------------------- */

struct book_writer;

ties_code book_writer_open(struct book_writer **out, const char *path, int64_t built_at, ties_error *err);
/** Adds a whole section; each once, in any order. Failure is sticky and comes out at commit. */
void book_writer_section(struct book_writer *w, enum book_section id, uint32_t item_size, const void *items,
                         uint64_t count);
/** Writes header and table, syncs, renames; frees the writer in any case. */
ties_code book_writer_commit(struct book_writer *w, ties_error *err);
/** Leaves the old file as it was; accepts NULL. */
void book_writer_abandon(struct book_writer *w);

#endif
