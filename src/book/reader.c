/* Opening a database: structure only, in O(sections); items are fetched with bounds. */
#include "book/book.h"

#include <inttypes.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

static ties_code corrupt(ties_error *err, const char *path, const char *what)
{
	return error_set(
	    err, TIES_ERR_CORRUPT,
	    "%s: is no sound ties database: %s. Name another one, or build it anew: ties build -o FILE SOURCE...", path,
	    what);
}

static uint64_t header_checksum(const struct book_header *header)
{
	struct book_header copy = *header;
	XXH3_state_t state;

	copy.checksum = 0;
	XXH3_64bits_reset(&state);
	XXH3_64bits_update(&state, &copy, sizeof copy);
	XXH3_64bits_update(&state, header + 1, header->section_count * sizeof(struct book_section_entry));
	return XXH3_64bits_digest(&state);
}

static const struct book_header *header_of(str bytes)
{
	return (const void *)bytes.ptr;
}

/* A database of an older or a newer program. */
static bool is_other_version(str bytes)
{
	return bytes.len >= sizeof(struct book_header) &&
	       memcmp(header_of(bytes)->magic, BOOK_MAGIC, sizeof header_of(bytes)->magic) == 0 &&
	       header_of(bytes)->version != BOOK_FORMAT_VERSION;
}

#define BUILD_ANEW "Build it anew: ties build -o FILE SOURCE..."

static ties_code refuse_version(ties_error *err, const char *path, uint32_t version)
{
	return error_set(err, TIES_ERR_CORRUPT,
	                 "%s: has format version %" PRIu32 ", and this program reads version %d. " BUILD_ANEW, path,
	                 version, BOOK_FORMAT_VERSION);
}

/* In what was indexed by words and spellings that this program reads otherwise it would not find all. */
static ties_code refuse_rules(ties_error *err, const char *path)
{
	return error_set(err, TIES_ERR_CORRUPT,
	                 "%s: was built by a version of this program that reads names otherwise. " BUILD_ANEW, path);
}

static const char *check_header(const struct book_header *header, uint64_t size)
{
	if (size < sizeof *header || memcmp(header->magic, BOOK_MAGIC, sizeof header->magic) != 0)
		return "it does not begin with " BOOK_MAGIC;
	if (header->file_size != size)
		return "it is shorter or longer than it says (cut while copying?)";
	if (header->section_count > BOOK_SECTIONS_MAX ||
	    size - sizeof *header < header->section_count * sizeof(struct book_section_entry))
		return "its section table does not fit";
	if (header_checksum(header) != header->checksum)
		return "its header is damaged (checksum)";
	return NULL;
}

static const char *check_entry(const struct book_section_entry *e, uint64_t file_size)
{
	uint64_t bytes;

	if (e->offset % BOOK_ALIGN || e->offset > file_size || e->item_size == 0 || e->count > UINT32_MAX ||
	    __builtin_mul_overflow(e->count, (uint64_t)e->item_size, &bytes) || bytes > file_size - e->offset)
		return "a section does not lie inside the file";
	return NULL;
}

/* Attaches one section to its array; sections of ids unknown to this version are passed over. */
static const char *attach(ties_book *b, const struct book_section_entry *e)
{
	const char *at = b->map.bytes.ptr + e->offset;

	switch (e->id) {
#define X(symbol, number, type) \
	case number: \
		if (e->item_size != sizeof(type)) \
			return "items of section " #symbol " have a wrong size"; \
		b->symbol.items = (const void *)at; \
		b->symbol.count = (uint32_t)e->count; \
		break;
		BOOK_SECTIONS(X)
#undef X
	default:
		break;
	}
	return NULL;
}

static const char *attach_all(ties_book *b)
{
	const struct book_header *header = (const void *)b->map.bytes.ptr;
	const char *why = check_header(header, b->map.bytes.len);

	for (uint32_t i = 0; !why && i < header->section_count; i++) {
		const struct book_section_entry *e = (const struct book_section_entry *)(header + 1) + i;
		why = check_entry(e, header->file_size);
		if (!why)
			why = attach(b, e);
	}
#define X(symbol, number, type) \
	if (!why && !b->symbol.items) \
		why = "section " #symbol " is missing";
	BOOK_SECTIONS(X)
#undef X
	if (!why && b->STRING.count == 0)
		why = "section STRING is empty";
	b->header = header;
	return why;
}

ties_code book_open(ties_book **out, const char *path, ties_error *err)
{
	ties_book *b = calloc(1, sizeof *b);

	*out = NULL;
	if (!b || !(b->path = strdup(path))) {
		free(b);
		return error_nomem(err);
	}
	ties_code rc = file_map(&b->map, path, err);
	if (rc == TIES_OK && is_other_version(b->map.bytes)) {
		rc = refuse_version(err, path, header_of(b->map.bytes)->version);
	} else if (rc == TIES_OK) {
		const char *why = attach_all(b);
		if (why)
			rc = corrupt(err, path, why);
		else if (header_of(b->map.bytes)->rules != book_rules)
			rc = refuse_rules(err, path);
	}
	if (rc != TIES_OK) {
		book_close(b);
		return rc;
	}
	*out = b;
	return TIES_OK;
}

void book_close(ties_book *b)
{
	if (!b)
		return;
	file_unmap(&b->map);
	free(b->path);
	free(b);
}

/* One of a group in which there are long strings. */
static str string_among_long(const ties_book *b, const struct book_strings *group, uint32_t which)
{
	uint64_t at = group->offset, len;

	for (uint32_t i = 0;; at += len, i++) {
		len = group->length[i];
		if (len == BOOK_LONG_STRING) {
			uint32_t long_len;
			if (at + sizeof long_len > b->TEXT.count)
				return (str){NULL, 0};
			memcpy(&long_len, b->TEXT.items + at, sizeof long_len);
			at += sizeof long_len;
			len = long_len;
		}
		if (i == which)
			break;
	}
	return at + len <= b->TEXT.count ? (str){b->TEXT.items + at, len} : (str){NULL, 0};
}

/* The eight lengths are added up at once. */
str book_string(const ties_book *b, uint32_t string)
{
	const uint64_t each = UINT64_C(0x0101010101010101), every_second = UINT64_C(0x00FF00FF00FF00FF);
	uint32_t which = string % BOOK_STRINGS;
	uint64_t lengths;

	static_assert(BOOK_STRINGS == sizeof lengths && BOOK_LONG_STRING == UINT8_MAX);
	if (string / BOOK_STRINGS >= b->STRING.count)
		return (str){NULL, 0};
	const struct book_strings *group = &b->STRING.items[string / BOOK_STRINGS];
	memcpy(&lengths, group->length, sizeof lengths);
	if ((~lengths - each) & lengths & each << 7) /* a byte is 255 */
		return string_among_long(b, group, which);
	uint64_t before = lengths & ((UINT64_C(1) << 8 * which) - 1);
	uint64_t pairs = (before & every_second) + (before >> 8 & every_second);
	uint64_t at = group->offset + (pairs * UINT64_C(0x0001000100010001) >> 48), len = group->length[which];
	return at + len <= b->TEXT.count ? (str){b->TEXT.items + at, len} : (str){NULL, 0};
}

/* Item of a section whose items are sorted by the string `id`; BOOK_NONE. */
#define FIND_BY_ID(b, section, id_) \
	({ \
		uint32_t low_ = 0, high_ = (b)->section.count, found_ = BOOK_NONE; \
		while (low_ < high_ && found_ == BOOK_NONE) { \
			uint32_t mid_ = low_ + (high_ - low_) / 2; \
			int order_ = str_compare(book_string((b), (b)->section.items[mid_].id), (id_)); \
			if (order_ == 0) \
				found_ = mid_; \
			else if (order_ < 0) \
				low_ = mid_ + 1; \
			else \
				high_ = mid_; \
		} \
		found_; \
	})

uint32_t book_entity_by_id(const ties_book *b, str id)
{
	uint32_t entity = FIND_BY_ID(b, ENTITY, id);

	if (entity != BOOK_NONE)
		return entity;
	uint32_t alias = FIND_BY_ID(b, ALIAS, id);
	entity = alias == BOOK_NONE ? BOOK_NONE : b->ALIAS.items[alias].entity;
	return entity < b->ENTITY.count ? entity : BOOK_NONE;
}

str book_ref_text(const ties_book *b, uint32_t ref, struct arena *arena)
{
	str dataset = book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, ref))->name);

	return arena_join(arena, dataset, STR(":"), book_string(b, BOOK_AT(b, REF, ref)->record));
}

static int compare_ref(const ties_book *b, uint32_t ref, str dataset, str record)
{
	int order = str_compare(book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, ref))->name), dataset);

	return order ? order : str_compare(book_string(b, BOOK_AT(b, REF, ref)->record), record);
}

/* Where in REF_ORDER the first stands that is not before "dataset:record". */
static uint32_t first_ref_from(const ties_book *b, str dataset, str record)
{
	uint32_t low = 0, high = b->REF_ORDER.count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (compare_ref(b, b->REF_ORDER.items[mid], dataset, record) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

uint32_t book_find_ref(const ties_book *b, str dataset, str record)
{
	uint32_t at = first_ref_from(b, dataset, record), item = *BOOK_AT(b, REF_ORDER, at);

	return at < b->REF_ORDER.count && compare_ref(b, item, dataset, record) == 0 ? item : BOOK_NONE;
}

uint32_t book_entity_by_ref(const ties_book *b, str ref)
{
	size_t colon = str_find_char(ref, ':', 0);

	if (colon == SIZE_MAX)
		return BOOK_NONE;
	uint32_t item = book_find_ref(b, str_slice(ref, 0, colon), str_slice(ref, colon + 1, ref.len));
	return item == BOOK_NONE ? BOOK_NONE : book_ref_entity(b, item);
}

struct book_range book_refs_under(const ties_book *b, str dataset, str prefix)
{
	uint32_t begin = first_ref_from(b, dataset, prefix), end = begin;

	for (; end < b->REF_ORDER.count; end++) {
		uint32_t item = b->REF_ORDER.items[end];
		if (!str_equal(book_string(b, BOOK_AT(b, DATASET, book_ref_dataset(b, item))->name), dataset) ||
		    !str_starts(book_string(b, BOOK_AT(b, REF, item)->record), prefix))
			break;
	}
	return (struct book_range){begin, end};
}

struct book_range book_postings(const ties_book *b, const struct book_key *key)
{
	uint64_t count = 0;

	for (unsigned i = 0; i < KEY_RUNS; i++)
		count += key->posting_count[i];
	return BOOK_RANGE(b, POSTING, key->first_posting, count < BOOK_NONE ? (uint32_t)count : BOOK_NONE);
}

/* The list of a hash, of lists that begin at `start`; nothing when the book is damaged there. */
static struct book_range list_of(uint64_t hash, const uint32_t *start, uint32_t start_count, uint32_t total)
{
	size_t lists = start_count ? start_count - 1 : 0;
	const struct book_range none = {0};

	if (lists == 0 || (lists & (lists - 1)) != 0)
		return none;
	start += book_list_of(hash, lists);
	return start[0] > start[1] || start[1] > total ? none : (struct book_range){start[0], start[1]};
}

struct book_range book_sounds(const ties_book *b, uint64_t signature)
{
	return list_of(signature, b->SOUND_START.items, b->SOUND_START.count, b->SOUND.count);
}

struct book_range book_signature_list(const ties_book *b, uint64_t signature)
{
	return list_of(signature, b->SIGNATURE_START.items, b->SIGNATURE_START.count, b->SIGNATURE.count);
}

/* Where the tag would be in the list if those that are there were spread evenly. */
static uint32_t guess(struct book_range list, uint16_t tag)
{
	return list.begin + (uint32_t)((uint64_t)(list.end - list.begin) * tag >> 16);
}

uint32_t book_signature_near(const ties_book *b, uint64_t signature)
{
	return guess(book_signature_list(b, signature), (uint16_t)signature);
}

/* The first item of a list that has the tag, or where it would be: most lists are short, and it is near the guess;
 * those with many items of one signature are halved. */
static uint32_t first_of_tag(const struct book_signature *items, struct book_range list, uint16_t tag)
{
	enum { SHORT_LIST = 32 };
	uint32_t low = list.begin, high = list.end, at = guess(list, tag);

	while (high - low > SHORT_LIST) {
		if (items[at].tag < tag)
			low = at + 1;
		else
			high = at;
		at = low + (high - low) / 2;
	}
	while (at > low && items[at - 1].tag >= tag)
		at--;
	while (at < high && items[at].tag < tag)
		at++;
	return at;
}

struct book_range book_signatures(const ties_book *b, uint64_t signature)
{
	const struct book_signature *items = b->SIGNATURE.items;
	struct book_range list = book_signature_list(b, signature);
	uint16_t tag = (uint16_t)signature;
	uint32_t begin = first_of_tag(items, list, tag), end = begin;

	while (end < list.end && items[end].tag == tag)
		end++;
	return (struct book_range){begin, end};
}

struct book_range book_phrases(const ties_book *b, uint64_t hash)
{
	size_t lists = b->PHRASE_START.count ? b->PHRASE_START.count - 1 : 0;
	struct book_range none = {0};

	if (lists == 0 || (lists & (lists - 1)) != 0)
		return none;
	const uint32_t *start = b->PHRASE_START.items + book_list_of(hash, lists);
	if (start[0] > start[1] || start[1] > b->PHRASE.count)
		return none;
	struct book_range r = {start[0], start[1]};
	uint32_t rest = book_phrase_hash(hash, lists), high = r.end;
	while (r.begin < high) {
		uint32_t mid = r.begin + (high - r.begin) / 2;
		if (b->PHRASE.items[mid].hash < rest)
			r.begin = mid + 1;
		else
			high = mid;
	}
	uint32_t end = r.begin;
	while (end < r.end && b->PHRASE.items[end].hash == rest)
		end++;
	r.end = end;
	return r;
}

struct book_range book_keys(const ties_book *b, str text)
{
	uint32_t low = 0, high = b->KEY.count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (str_compare(book_string(b, b->KEY.items[mid].text), text) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	uint32_t end = low;
	while (end < b->KEY.count && str_equal(book_string(b, b->KEY.items[end].text), text))
		end++;
	return (struct book_range){low, end};
}

struct date book_date_value(struct book_date d)
{
	return (struct date){
	    .first = d.first,
	    .last = d.last,
	    .kind = d.kind,
	    .approximate = d.flags & 1,
	    .uncertain = (d.flags & 2) != 0,
	};
}
