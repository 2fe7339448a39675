/* Who is mentioned here? Sentences with the mentions that must come out, and nothing else. */
#include "cases.h"
#include "unit.h"

#include "fixture.h"

#include "base/buf.h"

static struct fixture world;
static ties_book *book;

static int set_up(void **state)
{
	(void)state;
	const char *source = TIES_SOURCE_DIR "/data";
	ties_error err;

	fixture_open(&world);
	ties_build_options options = {
	    .size = sizeof options, .output = world.db, .sources = &source, .source_count = 1, .now = 1};
	if (ties_build(&options, NULL, &err) != TIES_OK || ties_book_open(&book, world.db, &err) != TIES_OK) {
		print_error("%s\n", err.message);
		return -1;
	}
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	ties_book_close(book);
	fixture_close(&world);
	return 0;
}

static void describe(struct buf *out, const ties_scan *scan)
{
	for (size_t i = 0; i < scan->mention_count; i++) {
		const ties_mention *m = &scan->mentions[i];
		str id = m->entity == UINT32_MAX ? STR("?") : scan->entities[m->entity].entity.id;
		buf_print(out, "%s%.*s>%.*s>%s", i ? " | " : "", STR_ARG(m->text), STR_ARG(id), ties_how_name(m->how));
	}
}

static void sentences(void **state)
{
	(void)state;
	struct cases c;
	unsigned wrong = 0;

	cases_open(&c, "scan");
	while (cases_next(&c)) {
		ties_scan *scan;
		struct buf got = {0};
		assert_int_equal(ties_scan_text(book, "case.txt", c.cell[0], NULL, &scan, NULL), TIES_OK);
		describe(&got, scan);
		if (!str_equal(buf_str(&got), c.cell[1])) {
			print_error("scan.tsv:%u: %.*s\n  expected %.*s\n  found    %.*s\n", c.number,
			            STR_ARG(c.cell[0]), STR_ARG(c.cell[1]), STR_ARG(buf_str(&got)));
			wrong++;
		}
		buf_finish(&got);
		ties_scan_free(scan);
	}
	assert_int_equal(wrong, 0);
}

/* Offsets count code points and mentions do not overlap, whatever the text. */
static void offsets_hold(void **state)
{
	(void)state;
	str text =
	    STR("Zoë met the MEK — « مجاهدین خلق » — in Tehran; Iran’s 政府 said no. \xff\xfe Canada!\n\n# MEK\n");
	ties_scan *scan;
	size_t end = 0;

	assert_int_equal(ties_scan_text(book, "a.md", text, NULL, &scan, NULL), TIES_OK);
	assert_true(scan->mention_count >= 4);
	for (size_t i = 0; i < scan->mention_count; i++) {
		const ties_mention *m = &scan->mentions[i];
		size_t chars = 0;
		for (size_t b = 0; b < m->byte_start; b++)
			chars += ((unsigned char)scan->text.ptr[b] & 0xc0) != 0x80;
		assert_int_equal(m->start, chars);
		assert_true(m->byte_start >= end && m->byte_end > m->byte_start && m->byte_end <= scan->text.len);
		assert_true(str_equal(m->text, str_slice(scan->text, m->byte_start, m->byte_end)));
		end = m->byte_end;
	}
	ties_scan_free(scan);
}

struct dated {
	const char *text, *date, *from;
};

static void document_dates(void **state)
{
	(void)state;
	static const struct dated cases[] = {
	    {"Ottawa, July 10, 2021\n\nThe MEK met.", "2021-07-10", "text"},
	    {"---\ndate: 2012-12-21\n---\n# Title\n\nThe MEK met.", "2012-12-21", "metadata"},
	    {"<html><head><meta property=\"article:published_time\" "
	     "content=\"2014-05-01T10:00:00Z\"></head><body><p>MEK</p></body></html>",
	     "2014-05-01", "metadata"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ties_scan *scan;
		assert_int_equal(
		    ties_scan_text(book, i == 1 ? "a.md" : "a.txt", str_from(cases[i].text), NULL, &scan, NULL),
		    TIES_OK);
		assert_str(scan->date.edtf, cases[i].date);
		assert_string_equal(scan->date_from, cases[i].from);
		ties_scan_free(scan);
	}
	ties_scan *scan;
	ties_scan_options options = {.size = sizeof options, .time = {.on = STR("2012-10-01")}};
	assert_int_equal(ties_scan_text(book, "a.txt", STR("The MEK met."), &options, &scan, NULL), TIES_OK);
	assert_string_equal(scan->date_from, "option");
	ties_truth ca = TIES_NO, us = TIES_YES;
	for (size_t i = 0; i < scan->entities[0].entity.listing_count; i++) {
		const ties_listing *l = &scan->entities[0].entity.listings[i];
		if (str_is(l->jurisdiction, "CA") && l->on == TIES_YES)
			ca = TIES_YES;
		if (str_is(l->jurisdiction, "US"))
			us = l->on == TIES_YES ? TIES_YES : us == TIES_YES ? l->on : us;
	}
	assert_int_equal(ca, TIES_YES);
	assert_int_equal(us, TIES_NO);
	ties_scan_free(scan);
	/* A program whose struct had no `time` yet does not ask for a day. */
	options.size = offsetof(ties_scan_options, time);
	assert_int_equal(ties_scan_text(book, "a.txt", STR("The MEK met."), &options, &scan, NULL), TIES_OK);
	assert_string_equal(scan->date_from, "today");
	ties_scan_free(scan);
}

/* ---- ties ------------------------------------------------------------------------------------------------ */

static const str gathering =
    STR("10 July 2021. Stephen Harper, Rudy Giuliani, Ed Rendell and John Bolton, who once met the "
        "MEK in Paris, differ about Iran, Iraq and Israel.");

static bool is_named(const ties_scan *scan, str id)
{
	for (size_t i = 0; i < scan->entity_count; i++)
		if (str_equal(scan->entities[i].entity.id, id))
			return true;
	return false;
}

static ties_scan *scan_gathering(size_t ties)
{
	const ties_scan_options options = {.size = sizeof options, .ties = ties};
	ties_scan *scan;

	assert_int_equal(ties_scan_text(book, "a.txt", gathering, &options, &scan, NULL), TIES_OK);
	return scan;
}

/* Both ends of a tie are named; an event has a part of two of those named, and is told in one place. */
static void ties_are_among_those_named(void **state)
{
	(void)state;
	ties_scan *scan = scan_gathering(0);

	assert_true(scan->tie_count > 10 && scan->event_tie_count > 2);
	assert_int_equal(scan->ties_left_out, 0);
	for (size_t i = 0; i < scan->tie_count; i++)
		assert_true(is_named(scan, scan->ties[i].from) && is_named(scan, scan->ties[i].to));
	for (size_t i = 0, end; i < scan->event_tie_count; i = end) {
		const ties_tie *first = &scan->event_ties[i];
		bool shared = false;
		for (end = i; end < scan->event_tie_count && str_equal(scan->event_ties[end].to, first->to); end++) {
			assert_true(is_named(scan, scan->event_ties[end].from));
			shared |= !str_equal(scan->event_ties[end].from, first->from);
		}
		assert_true(shared);
		assert_false(is_named(scan, first->to));
		for (size_t j = end; j < scan->event_tie_count; j++)
			assert_false(str_equal(scan->event_ties[j].to, first->to));
	}
	ties_scan_free(scan);
}

static size_t count_lobbying(const ties_scan *scan, const char *modality)
{
	size_t count = 0;

	for (size_t i = 0; i < scan->tie_count; i++)
		count += str_is(scan->ties[i].from, "ed-rendell") && str_is(scan->ties[i].relation, "lobbies_for") &&
		         str_is(scan->ties[i].modality, modality);
	return count;
}

/* However few are told: what is alleged and what is denied of it come together. */
static void ties_are_cut_whole(void **state)
{
	(void)state;
	ties_scan *all = scan_gathering(0);
	size_t total = all->tie_count + all->event_tie_count, seen = 0;

	assert_int_equal(count_lobbying(all, "alleged"), 1);
	assert_int_equal(count_lobbying(all, "denied"), 1);
	for (size_t limit = 1; limit <= total; limit++) {
		ties_scan *cut = scan_gathering(limit);
		size_t told = cut->tie_count + cut->event_tie_count;
		assert_true(told >= limit && told >= seen);
		assert_int_equal(told + cut->ties_left_out, total);
		assert_int_equal(count_lobbying(cut, "alleged"), count_lobbying(cut, "denied"));
		seen = told;
		ties_scan_free(cut);
	}
	ties_scan_free(all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sentences),          cmocka_unit_test(offsets_hold),
	    cmocka_unit_test(document_dates),     cmocka_unit_test(ties_are_among_those_named),
	    cmocka_unit_test(ties_are_cut_whole),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("scan", tests, set_up, tear_down);
}
