/* Any bytes as a document to scan: the first one chooses the reader. Mentions lie in the text, in order and apart, and
 * each names an entity or says between which it cannot choose. */
#include "tests/prop/small_book.h"

#include "text/text.h"
#include "ties/scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct said {
	const char *entity;
	enum model_schema schema;
	enum model_property property;
	const char *name;
};

static const struct said said[] = {
    {"a-iran", SCHEMA_PUBLIC_BODY, PROP_NAME, "Iran"},
    {"a-iran", SCHEMA_PUBLIC_BODY, PROP_ADJECTIVE, "Iranian"},
    {"a-iran", SCHEMA_PUBLIC_BODY, PROP_INHABITANTS, "Iranians"},
    {"a-iran", SCHEMA_PUBLIC_BODY, PROP_GOVERNMENT_NAME, "Iranian regime"},
    {"a-iran", SCHEMA_PUBLIC_BODY, PROP_METONYM, "Tehran"},
    {"b-mek", SCHEMA_ORGANIZATION, PROP_NAME, "People's Mojahedin Organization of Iran"},
    {"b-mek", SCHEMA_ORGANIZATION, PROP_ALIAS, "مجاهدین خلق"},
    {"b-mek", SCHEMA_ORGANIZATION, PROP_ABBREVIATION, "MEK"},
    {"c-harper", SCHEMA_PERSON, PROP_NAME, "Stephen Harper"},
    {"d-rajavi", SCHEMA_PERSON, PROP_NAME, "Maryam Rajavi"},
    {"d-rajavi", SCHEMA_PERSON, PROP_ALIAS, "Марьям Раджави"},
    {"e-rajavi", SCHEMA_PERSON, PROP_NAME, "Massoud Rajavi"},
    {"f-jordan", SCHEMA_PUBLIC_BODY, PROP_NAME, "Jordan"},
    {"g-party", SCHEMA_ORGANIZATION, PROP_NAME, "Conservative Party of Canada"},
    {"h-kim", SCHEMA_PERSON, PROP_NAME, "金正恩"},
};

static ties_book *make_book(void)
{
	struct small_book sb = {0};
	const char *last = "";

	small_book_begin(&sb);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		if (strcmp(last, said[i].entity) != 0)
			small_book_entity(&sb, said[i].entity, said[i].schema);
		last = said[i].entity;
		small_book_say(&sb, said[i].property, str_from(said[i].name));
	}
	return small_book_open(&sb);
}

static bool begins_character(str text, size_t at)
{
	return at == text.len || ((uint8_t)text.ptr[at] & 0xC0) != 0x80;
}

static void check_mention(const ties_scan *scan, const ties_mention *m, size_t behind)
{
	small_book_need(m->byte_start >= behind && m->byte_start < m->byte_end && m->byte_end <= scan->text.len,
	                "order");
	small_book_need(begins_character(scan->text, m->byte_start) && begins_character(scan->text, m->byte_end),
	                "a mention cuts a character");
	small_book_need(str_equal(m->text, str_slice(scan->text, m->byte_start, m->byte_end)), "text of a mention");
	small_book_need(m->score >= 0 && m->score <= 1, "score");
	small_book_need(m->entity < scan->entity_count || (m->entity == UINT32_MAX && m->alternative_count > 1),
	                "entity");
}

static void check(const ties_scan *scan)
{
	size_t behind = 0, linked = 0, counted = 0;

	for (size_t i = 0; i < scan->mention_count; i++) {
		check_mention(scan, &scan->mentions[i], behind);
		behind = scan->mentions[i].byte_end;
		linked += scan->mentions[i].entity != UINT32_MAX;
	}
	for (size_t i = 0; i < scan->entity_count; i++) {
		const ties_scan_entity *e = &scan->entities[i];
		counted += e->count;
		small_book_need(e->count == 0 || (e->first_mention < scan->mention_count &&
		                                  scan->mentions[e->first_mention].entity == i),
		                "first mention");
	}
	small_book_need(counted == linked, "counts");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"a.txt", "a.md", "a.html"};
	static ties_book *book;
	ties_scan *scan;
	ties_error err = {0};

	if (!book)
		book = make_book();
	if (size == 0)
		return 0;
	ties_str text = {(const char *)data + 1, size - 1};
	if (ties_scan_text(book, names[data[0] % 3], text, NULL, &scan, &err) == TIES_OK) {
		check(scan);
		ties_scan_free(scan);
	} else {
		small_book_need(err.message[0] != '\0', "an error says something");
	}
	return 0;
}
