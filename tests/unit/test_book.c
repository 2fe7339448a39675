/* The database file: it opens, finds what was written, and never crashes on damage. */
#include "unit.h"

#include "fixture.h"

#include "base/buf.h"
#include "book/book.h"
#include "tests/prop/small_book.h"

static struct fixture world;
static struct buf original; /* the sound database, byte for byte */

static int set_up(void **state)
{
	(void)state;
	fixture_reference(&world);
	return file_read(&original, world.db, 1 << 24, NULL) == TIES_OK ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	buf_finish(&original);
	fixture_close(&world);
	return 0;
}

static void write_bytes(str bytes)
{
	FILE *f = fopen(world.db, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, f), bytes.len);
	fclose(f);
}

/* Everything a user may ask of a database; whatever comes back, it must come back. */
static void ask_everything(const ties_book *book)
{
	static const char *const names[] = {"RGI", "red-group", "us_ofac_sdn:36", "Red Grup", "jane-roe"};
	ties_screen_options options = {.size = sizeof options, .explain = true, .threshold = 0.6};
	ties_screener *screener;
	ties_info *info;
	ties_scan *scan;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		ties_status *status;
		if (ties_status_of(book, str_from(names[i]), &(ties_time){.on = STR("2012")}, true, &status, NULL) ==
		    TIES_OK)
			ties_status_free(status);
	}
	if (ties_screener_new(&screener, book, &options, NULL) == TIES_OK) {
		const ties_hits *hits;
		ties_query query = {.name = STR("Red Group of Iran"), .id = STR("36")};
		(void)!ties_screen(screener, &query, &hits, NULL);
		ties_screener_free(screener);
	}
	if (ties_scan_text(book, "a.txt", STR("Minister Roe met the Red Group (RGI) and Iranian officials."), NULL,
	                   &scan, NULL) == TIES_OK)
		ties_scan_free(scan);
	if (ties_book_info(book, &info, NULL) == TIES_OK)
		ties_info_free(info);
}

static void check_is_clean(void **state)
{
	(void)state;
	ties_book *book;
	ties_error err;

	assert_int_equal(ties_book_open(&book, world.db, &err), TIES_OK);
	ties_code rc = ties_book_check(book, &err);
	if (rc != TIES_OK)
		print_error("%s\n", err.message);
	assert_int_equal(rc, TIES_OK);
	ties_book_close(book);
}

static void finds_by_id_and_ref(void **state)
{
	(void)state;
	ties_book *book;

	assert_int_equal(book_open(&book, world.db, NULL), TIES_OK);
	uint32_t red = book_entity_by_id(book, STR("red-group"));
	assert_int_not_equal(red, BOOK_NONE);
	assert_int_equal(book_entity_by_ref(book, STR("ties_reference:red-group")), red);
	assert_str(book_string(book, BOOK_AT(book, ENTITY, red)->caption), "Red Group");
	assert_int_equal(book_entity_by_id(book, STR("red-groupx")), BOOK_NONE);
	assert_int_equal(book_entity_by_id(book, STR("")), BOOK_NONE);
	assert_int_equal(book_entity_by_ref(book, STR("red-group")), BOOK_NONE);
	assert_int_equal(book_entity_by_ref(book, STR("nowhere:red-group")), BOOK_NONE);
	book_close(book);
}

static void same_sources_give_same_bytes(void **state)
{
	(void)state;
	static const char *const names[] = {"actors.csv", "aliases.csv", "designations.csv", "offices.csv"};
	struct buf again = {0};

	assert_int_equal(fixture_build(&world, names, 4, NULL, NULL), TIES_OK);
	assert_int_equal(file_read(&again, world.db, 1 << 24, NULL), TIES_OK);
	assert_true(str_equal(buf_str(&original), buf_str(&again)));
	buf_finish(&again);
}

static void damage_is_found(void **state)
{
	(void)state;
	size_t step = original.len / 4000 + 1; /* every byte of a small file, thousands of a larger one */
	ties_error err;

	for (size_t at = 0; at < original.len; at += step) {
		ties_book *book;
		char kept = original.ptr[at];
		original.ptr[at] = (char)(kept ^ (1 << (at % 8)));
		write_bytes(buf_str(&original));
		original.ptr[at] = kept;
		if (ties_book_open(&book, world.db, &err) != TIES_OK) {
			assert_int_equal(err.code, TIES_ERR_CORRUPT);
			assert_non_null(strstr(err.message, world.db));
			continue;
		}
		if (at % 7 == 0)
			ask_everything(book);
		if (ties_book_check(book, &err) == TIES_OK) {
			print_error("a flipped bit at byte %zu went unseen\n", at);
			fail();
		}
		ties_book_close(book);
	}
	write_bytes(buf_str(&original));
}

static void cuts_are_found(void **state)
{
	(void)state;
	size_t step = original.len / 500 + 1;

	for (size_t len = 0; len < original.len; len += step) {
		ties_book *book;
		ties_error err;
		write_bytes(str_slice(buf_str(&original), 0, len));
		assert_int_not_equal(ties_book_open(&book, world.db, &err), TIES_OK);
		assert_non_null(strstr(err.message, world.db));
	}
	write_bytes(buf_str(&original));
}

/* Bytes changed with the checksums made right again, as an attacker would: opening may work, nothing may crash. */
static void forged_items_do_not_crash(void **state)
{
	(void)state;
	struct buf forged = {0};
	uint64_t random = 88172645463325252u;

	buf_add(&forged, buf_str(&original));
	for (int round = 0; round < 3000; round++) {
		ties_book *book;
		random ^= random << 13, random ^= random >> 7, random ^= random << 17;
		memcpy(forged.ptr, original.ptr, original.len);
		/* Behind header and section table, whose checksum would refuse the file. */
		size_t at = 2112 + random % (original.len - 2112 - 4);
		uint32_t value = (random >> 32) % 3 == 0 ? UINT32_MAX : (uint32_t)(random >> 16);
		memcpy(forged.ptr + (at & ~(size_t)3), &value, 4);
		write_bytes(buf_str(&forged));
		if (ties_book_open(&book, world.db, NULL) != TIES_OK)
			continue;
		ask_everything(book);
		ties_book_close(book);
	}
	buf_finish(&forged);
	write_bytes(buf_str(&original));
}

/* Where a section of the original begins. */
static size_t section_at(const struct buf *bytes, uint32_t id)
{
	const struct book_header *header = (const void *)bytes->ptr;
	const struct book_section_entry *table = (const void *)(header + 1);

	for (uint32_t i = 0; i < header->section_count; i++)
		if (table[i].id == id)
			return table[i].offset;
	fail_msg("no section %u", id);
	return 0;
}

/* Makes all checksums right. */
static void seal(struct buf *bytes)
{
	struct book_header *header = (void *)bytes->ptr;
	struct book_section_entry *table = (void *)(header + 1);

	for (uint32_t i = 0; i < header->section_count; i++)
		table[i].checksum = str_hash((str){bytes->ptr + table[i].offset, table[i].count * table[i].item_size});
	header->checksum = 0;
	header->checksum = str_hash((str){bytes->ptr, sizeof *header + header->section_count * sizeof *table});
}

/* What was indexed by other words and spellings is refused, since not all would be found in it. */
static void other_rules_are_refused(void **state)
{
	struct buf other = {0};
	ties_book *book;
	ties_error err;

	(void)state;
	buf_add(&other, buf_str(&original));
	((struct book_header *)(void *)other.ptr)->rules++;
	seal(&other);
	write_bytes(buf_str(&other));
	assert_int_equal(ties_book_open(&book, world.db, &err), TIES_ERR_CORRUPT);
	assert_non_null(strstr(err.message, "reads names otherwise. Build it anew"));
	buf_finish(&other);
	write_bytes(buf_str(&original));
}

/* A file whose checksums are right, but whose items are not. */
static void wrong_items_are_found(void **state)
{
	(void)state;
	static const struct {
		uint32_t section;
		size_t offset; /* of a uint32_t in the first item */
		uint32_t value;
		const char *message;
	} cases[] = {
	    {BOOK_ENTITY, offsetof(struct book_entity, caption), UINT32_MAX, "section ENTITY, item 0"},
	    {BOOK_ENTITY, offsetof(struct book_entity, first_ref), 1, "section ENTITY, item 0"},
	    {BOOK_ENTITY, offsetof(struct book_entity, schema), BOOK_HAS_ALL << 16, "says that it has"},
	    {BOOK_REF, offsetof(struct book_ref, first_statement), 1, "section REF, item 0"},
	    {BOOK_REF, offsetof(struct book_ref, shape), UINT32_MAX, "section REF, item 0"},
	    {BOOK_SHAPE, offsetof(struct book_shape, dataset), UINT32_MAX, "section SHAPE, item 0"},
	    {BOOK_SHAPE, offsetof(struct book_shape, first_manner), UINT32_MAX, "section SHAPE, item 0"},
	    {BOOK_SHAPE_MANNER, 0, UINT32_MAX, "section SHAPE_MANNER, item 0"},
	    {BOOK_MANNER, offsetof(struct book_manner, property), PROP_COUNT, "section MANNER, item 0"},
	    {BOOK_MANNER, offsetof(struct book_manner, flags), UINT32_MAX, "section MANNER, item 0"},
	    {BOOK_MANNER, offsetof(struct book_manner, source), UINT32_MAX, "section MANNER, item 0"},
	    {BOOK_STATEMENT, 0, UINT32_MAX, "section STATEMENT, item 0"},
	    {BOOK_TARGET, offsetof(struct book_target, statement), UINT32_MAX, "there is no TARGET of it"},
	    {BOOK_TARGET, offsetof(struct book_target, entity), UINT32_MAX, "section TARGET, item 0"},
	    {BOOK_NAME, offsetof(struct book_name, statement), UINT32_MAX, "section NAME, item 0"},
	    {BOOK_STRING, offsetof(struct book_strings, offset), 1, "section STRING, item 0"},
	    {BOOK_STRING, offsetof(struct book_strings, length), UINT32_MAX, "section STRING, item 0"},
	    {BOOK_FORM_TOKEN, 0, UINT32_MAX, "section FORM_TOKEN, item 0"},
	    {BOOK_TOKEN, offsetof(struct book_token, key), UINT32_MAX, "section TOKEN, item 0"},
	    {BOOK_PHRASE, offsetof(struct book_phrase, form), UINT32_MAX, "section PHRASE, item 0"},
	    {BOOK_PHRASE_START, 0, 1, "section PHRASE_START, item 0"},
	    {BOOK_LISTING, offsetof(struct book_listing, entity), UINT32_MAX, "section LISTING, item 0"},
	    {BOOK_KEY, offsetof(struct book_key, first_sound), UINT32_MAX, "differs from its key"},
	    {BOOK_KEY, offsetof(struct book_key, sound_count), UINT32_MAX, "postings say else of initials"},
	    {BOOK_KEY, offsetof(struct book_key, sound_count), 0, "differs from its key"},
	    {BOOK_SOUND, 0, UINT32_MAX, "section SOUND, item 0"},
	    {BOOK_SOUND, offsetof(struct book_sound, count), UINT32_MAX, "section SOUND, item 0"},
	    {BOOK_SOUND, offsetof(struct book_sound, sound), UINT32_MAX, "section SOUND, item 0"},
	    {BOOK_SOUND_START, 0, 1, "section SOUND_START, item 0"},
	    {BOOK_SIGNATURE, offsetof(struct book_signature, item), UINT32_MAX, "section SIGNATURE, item 0"},
	    {BOOK_SKETCH, 0, 1, "section SKETCH, item 0"},
	    {BOOK_SIGNATURE_START, 0, 1, "section SIGNATURE_START, item 0"},
	    {BOOK_SIGNATURE_START, sizeof(uint32_t), UINT32_MAX, "section SIGNATURE_START, item"},
	};
	struct buf forged = {0};

	buf_add(&forged, buf_str(&original));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ties_book *book;
		ties_error err;
		memcpy(forged.ptr, original.ptr, original.len);
		memcpy(forged.ptr + section_at(&forged, cases[i].section) + cases[i].offset, &cases[i].value,
		       sizeof cases[i].value);
		seal(&forged);
		write_bytes(buf_str(&forged));
		assert_int_equal(ties_book_open(&book, world.db, &err), TIES_OK);
		assert_int_equal(ties_book_check(book, &err), TIES_ERR_CORRUPT);
		if (!strstr(err.message, cases[i].message))
			fail_msg("case %zu: %s", i, err.message);
		ties_book_close(book);
	}
	buf_finish(&forged);
	write_bytes(buf_str(&original));
}

/* ---- packing ------------------------------------------------------------------------------------------ */

static uint32_t below(uint64_t *random, uint32_t n)
{
	*random ^= *random << 13, *random ^= *random >> 7, *random ^= *random << 17;
	return (uint32_t)(*random >> 20) % n;
}

/* A text of a length that is stored in one way or the other. */
static str random_text(uint64_t *random, char text[700])
{
	static const uint32_t lengths[] = {1, 7, 20, 253, 254, 255, 256, 699};
	uint32_t len = lengths[below(random, sizeof lengths / sizeof *lengths)];

	for (uint32_t i = 0; i < len; i++)
		text[i] = (char)('a' + below(random, 26));
	return (str){text, len};
}

static void say_anything(struct small_book *sb, uint64_t *random, uint32_t entity)
{
	static const enum model_property properties[] = {PROP_NAME, PROP_ALIAS, PROP_TOPICS, PROP_BIRTH_DATE,
	                                                 PROP_OWNER};
	char text[700];

	for (uint32_t i = below(random, 7); i > 0; i--) {
		enum model_property property = properties[below(random, sizeof properties / sizeof *properties)];
		struct laid_statement *s = small_book_say(sb, property, random_text(random, text));
		s->first_seen = (int32_t)below(random, 3);
		s->last_seen = below(random, 2) ? TIES_DAY_MAX : s->first_seen;
		s->gone = s->last_seen;
		s->modality = (uint8_t)below(random, 2);
		s->target = property == PROP_OWNER && below(random, 2) ? below(random, entity + 1) : BOOK_NONE;
		s->lang = below(random, 4) ? 0 : small_book_string(sb, STR("fa"));
		s->original = below(random, 3) ? 0 : small_book_string(sb, random_text(random, text));
	}
}

static void assert_said(const ties_book *b, const struct book_statement *s, const struct laid_statement *laid)
{
	const struct book_manner *m = s->manner;

	assert_int_equal(s->ref, laid->ref);
	assert_int_equal(s->value, laid->value);
	assert_int_equal(book_statement_target(b, s), laid->target);
	assert_true(str_equal(book_statement_original(b, s), book_string(b, laid->original)));
	assert_int_equal(m->property, laid->property);
	assert_int_equal(m->modality, laid->modality);
	assert_int_equal(m->lang, laid->lang);
	assert_int_equal(m->first_seen, laid->first_seen);
	assert_int_equal(m->last_seen, laid->last_seen);
	assert_int_equal(m->gone, laid->gone);
}

/* What was laid out, one by one against what is read, in both ways of reading. */
static void assert_reads(const ties_book *b, const struct laid_statement *laid, uint32_t count, uint32_t entities)
{
	uint32_t number = 0;

	for (uint32_t entity = 0; entity < entities; entity++) {
		struct book_statement s;
		uint32_t before = number;
		for (struct book_cursor c = book_statements_of(b, entity); book_next_statement(&c, &s); number++) {
			assert_int_equal(s.number, number);
			assert_said(b, &s, &laid[number]);
			s = book_statement_at(b, number);
			assert_said(b, &s, &laid[number]);
			assert_int_equal(book_ref_entity(b, s.ref), entity);
		}
		assert_int_equal(book_count_statements(b, entity), number - before);
	}
	assert_int_equal(number, count);
	assert_int_equal(book_statement_at(b, count).value, 0);
	assert_int_equal(book_ref_entity(b, b->REF.count), BOOK_NONE);
}

static void what_is_laid_out_is_read(void **state)
{
	(void)state;
	enum { ENTITIES = 400 };
	struct small_book sb = {0};
	struct laid_statement *laid;
	struct buf texts = {0};
	uint64_t random = 20261126;
	ties_book *book;
	char id[16];

	small_book_begin(&sb);
	for (uint32_t i = 0; i < ENTITIES; i++) {
		snprintf(id, sizeof id, "test-%04u", i);
		if (i % 100 == 99)
			small_book_dataset(&sb, id);
		snprintf(id, sizeof id, "e-%04u", i);
		small_book_entity(&sb, id, SCHEMA_COMPANY);
		say_anything(&sb, &random, i);
		for (uint32_t more = below(&random, 3); more > 0; more--) {
			snprintf(id, sizeof id, "e-%04u-%u", i, 3 - more);
			small_book_record(&sb, id);
			say_anything(&sb, &random, i);
		}
	}
	uint32_t count = (uint32_t)sb.statements.len;
	laid = malloc(count * sizeof *laid);
	assert_non_null(laid);
	memcpy(laid, sb.statements.ptr, count * sizeof *laid);
	for (size_t i = 0; i < sb.strings.count; i++)
		buf_add(&texts, sb.strings.list[i]);
	small_book_write(&sb, world.db);
	assert_int_equal(book_open(&book, world.db, NULL), TIES_OK);
	assert_int_equal(book_verify(book, NULL), TIES_OK);
	assert_true(book->SHAPE.count < book->REF.count && book->MANNER.count < count / 4);
	assert_reads(book, laid, count, ENTITIES);
	for (uint32_t i = 0, at = 0; at < texts.len; at += (uint32_t)book_string(book, i++).len)
		assert_true(str_starts(str_slice(buf_str(&texts), at, texts.len), book_string(book, i)));
	book_close(book);
	buf_finish(&texts);
	free(laid);
	write_bytes(buf_str(&original));
}

static void wrong_files_are_refused(void **state)
{
	(void)state;
	ties_book *book;
	ties_error err;

	assert_int_equal(ties_book_open(&book, "/nowhere/x.ties", &err), TIES_ERR_NOT_FOUND);
	assert_int_equal(ties_book_open(&book, world.folder, &err), TIES_ERR_FORMAT);
	write_bytes(STR("id,name\n1,Jane\n"));
	assert_int_equal(ties_book_open(&book, world.db, &err), TIES_ERR_CORRUPT);
	write_bytes(STR(""));
	assert_int_equal(ties_book_open(&book, world.db, &err), TIES_ERR_CORRUPT);
	write_bytes(buf_str(&original));
}

/* What is packed is read back, for every date there is a code for; the rest asks for a span. */
static void dates_are_packed_and_read_back(void **state)
{
	static const char *const dates[] = {"2012-12-17", "2012-12",     "2012",       "2000",
	                                    "2012~",      "-0044-03-15", "9999-12-31", "-9999",
	                                    "2012-02",    "2012-21",     "0004-02-29", "[2012-01-05..2012-09-12]",
	                                    "..",         "1999",        "2001-12-01", "[2012-02-29..2013-02-28]"};
	static const char *const spans[] = {"200X", "[..2012-12-31]", "[2012-01-01..2013-01-02]",
	                                    "[2012-01-01..2012-09-10]", "20XX"};
	struct date d, back;

	(void)state;
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		assert_int_equal(date_parse(str_from(dates[i]), &d, NULL), TIES_OK);
		uint32_t packed = packed_date(d);
		if ((packed & 0xff) == PACKED_SPAN)
			fail_msg("%s is not packed", dates[i]);
		back = packed_days(packed);
		assert_int_equal(back.first, d.first);
		assert_int_equal(back.last, d.last);
		assert_int_equal(back.kind, d.kind);
	}
	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
		assert_int_equal(date_parse(str_from(spans[i]), &d, NULL), TIES_OK);
		assert_int_equal(packed_date(d), PACKED_SPAN);
	}
	for (int32_t first = -3000000; first < 3000000; first += 977) {
		for (int32_t days = 1; days < 370; days += 1 + (days > 8 ? 17 : 0)) {
			struct date any = {.first = first, .last = first + days - 1, .kind = DATE_KNOWN};
			uint32_t packed = packed_date(any);
			if ((packed & 0xff) == PACKED_SPAN) {
				assert_true(days > PACKED_DAYS_MAX);
				continue;
			}
			assert_int_equal(packed_days(packed).first, any.first);
			assert_int_equal(packed_days(packed).last, any.last);
		}
	}
}

enum { LISTS = 4, ITEMS_MAX = LISTS * 300 };

/* Lists of any length in the order of their tags, with many of one tag or few; returns how many items. */
static uint32_t fill_lists(uint64_t *random, struct book_signature *items, uint32_t start[LISTS + 1])
{
	uint32_t count = 0;

	for (uint32_t list = 0; list < LISTS; list++) {
		uint32_t tag = 0, step = below(random, 2) ? 3000 : 2;
		start[list] = count;
		for (uint32_t n = below(random, below(random, 2) ? 300 : 12); n > 0; n--) {
			tag += below(random, step);
			if (tag <= UINT16_MAX)
				items[count++].tag = (uint16_t)tag;
		}
	}
	start[LISTS] = count;
	return count;
}

/* All of the list that have the tag are found, and no others; returns how many. */
static uint32_t check_signature(const ties_book *b, uint64_t list, uint16_t tag)
{
	struct book_range r = book_signatures(b, list << 62 | tag);
	uint32_t count = 0;

	for (uint32_t i = b->SIGNATURE_START.items[list]; i < b->SIGNATURE_START.items[list + 1]; i++) {
		bool is_found = i >= r.begin && i < r.end;
		assert_int_equal(is_found, b->SIGNATURE.items[i].tag == tag);
		count += is_found;
	}
	assert_int_equal(r.end - r.begin, count);
	return count;
}

static void signatures_are_found_in_their_lists(void **state)
{
	static struct book_signature items[ITEMS_MAX];
	uint32_t start[LISTS + 1];
	uint64_t random = 88172645463325252u;
	ties_book b = {.SIGNATURE.items = items, .SIGNATURE_START = {.items = start, .count = LISTS + 1}};
	unsigned found = 0, missed = 0;

	(void)state;
	for (unsigned i = 0; i < 100; i++) {
		b.SIGNATURE.count = fill_lists(&random, items, start);
		for (unsigned k = 0; k < 400; k++) {
			uint32_t at = below(&random, b.SIGNATURE.count + 1);
			bool known = at < b.SIGNATURE.count && k % 2;
			uint16_t tag = known ? items[at].tag : (uint16_t)below(&random, UINT16_MAX + 1);
			uint32_t count = check_signature(&b, below(&random, LISTS), tag);
			found += count > 1;
			missed += count == 0;
		}
	}
	assert_true(found > 1000 && missed > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(dates_are_packed_and_read_back),
	    cmocka_unit_test(check_is_clean),
	    cmocka_unit_test(signatures_are_found_in_their_lists),
	    cmocka_unit_test(finds_by_id_and_ref),
	    cmocka_unit_test(same_sources_give_same_bytes),
	    cmocka_unit_test(damage_is_found),
	    cmocka_unit_test(cuts_are_found),
	    cmocka_unit_test(forged_items_do_not_crash),
	    cmocka_unit_test(other_rules_are_refused),
	    cmocka_unit_test(wrong_items_are_found),
	    cmocka_unit_test(what_is_laid_out_is_read),
	    cmocka_unit_test(wrong_files_are_refused),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("book", tests, set_up, tear_down);
}
