/* src/fetch without a network: addresses, header fields, manifests. tests/fetch/run has the rest. */
#include "fetch/address.h"
#include "fetch/archive.h"
#include "fetch/http.h"
#include "fetch/manifest.h"
#include "sources/source.h"
#include "ties/fetch.h"
#include "unit.h"

#include <stdlib.h>
#include <unistd.h>

#define SUM "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define ROW(dataset, date, file, sum) \
	dataset "\t" date "\tlist\t" file "\t12\t3\t" sum "\t2026-01-02T03:04:05Z\t\"e\"\tmon\thttps://x/\n"

/* ---- known lists -------------------------------------------------------------------------------------------- */

static void known_lists_are_known_datasets(void **)
{
	ties_known_list list;
	size_t n = 0, plain = 0;

	for (; ties_known_list_at(n, &list); n++) {
		assert_non_null(source_dataset_find(str_from(list.dataset)));
		assert_true(*list.title && *list.publisher && str_starts(str_from(list.url), STR("https://")));
		plain += !*list.needs;
	}
	assert_int_equal(n, fetch_list_count);
	assert_true(plain >= 11 && plain < n);
}

static void outcomes_have_names(void **)
{
	assert_string_equal(ties_fetch_outcome_name(TIES_FETCH_NEW), "new");
	assert_string_equal(ties_fetch_outcome_name(TIES_FETCH_FAILED), "failed");
	assert_string_equal(ties_fetch_outcome_name((ties_fetch_outcome)77), "");
}

static void fetching_without_an_archive_is_refused(void **)
{
	const ties_fetch_options options = {.size = sizeof options};
	ties_fetch_report *report;
	ties_error err;

	assert_int_equal(ties_fetch(&options, &report, &err), TIES_ERR_USAGE);
	assert_null(report);
	ties_fetch_report_free(NULL);
}

/* ---- addresses ---------------------------------------------------------------------------------------------- */

static void addresses_are_understood(void **)
{
	static const struct {
		const char *typed, *dataset, *url, *shown, *extension;
	} cases[] = {
	    {"un_sc_sanctions", "un_sc_sanctions", "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
	     "https://scsanctions.un.org/resources/xml/en/consolidated.xml", "xml"},
	    {"a=https://h/l.csv", "a", "https://h/l.csv", "https://h/l.csv", "csv"},
	    {"a=https://h:8443/l.XML.gz", "a", "https://h:8443/l.XML.gz", "https://h:8443/l.XML.gz", "xml"},
	    {"a=https://h/content", "a", "https://h/content", "https://h/content", ""},
	    {"a=https://h/x.json#part", "a", "https://h/x.json#part", "https://h/x.json", "json"},
	};
	struct arena arena = {0};
	struct address a;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(address_parse(&a, &arena, cases[i].typed, false, NULL), TIES_OK);
		assert_string_equal(a.dataset.ptr, cases[i].dataset);
		assert_string_equal(a.url.ptr, cases[i].url);
		assert_string_equal(a.shown.ptr, cases[i].shown);
		assert_true(str_is(a.extension, cases[i].extension));
	}
	arena_finish(&arena);
}

static void secrets_in_addresses_are_not_shown(void **)
{
	struct arena arena = {0};
	struct address one, two, again;

	assert_int_equal(address_parse(&one, &arena, "a=https://h/l?token=abc", false, NULL), TIES_OK);
	assert_int_equal(address_parse(&two, &arena, "a=https://h/l?token=abd", false, NULL), TIES_OK);
	assert_int_equal(address_parse(&again, &arena, "a=https://h/l?token=abc", false, NULL), TIES_OK);
	assert_string_equal(one.url.ptr, "https://h/l?token=abc");
	assert_true(str_starts(one.shown, STR("https://h/l?...")) && one.shown.len == 23);
	assert_false(str_equal(one.shown, two.shown));
	assert_true(str_equal(one.shown, again.shown));
	arena_finish(&arena);
}

static void http_is_for_those_who_ask(void **)
{
	struct arena arena = {0};
	struct address a;

	assert_int_equal(address_parse(&a, &arena, "a=http://h/l.xml", false, NULL), TIES_ERR_USAGE);
	assert_int_equal(address_parse(&a, &arena, "a=http://h/l.xml", true, NULL), TIES_OK);
	assert_int_equal(address_parse(&a, &arena, "a=ftp://h/l.xml", true, NULL), TIES_ERR_USAGE);
	arena_finish(&arena);
}

/* ---- header fields ------------------------------------------------------------------------------------------ */

static void fields_are_read(void **)
{
	assert_true(str_is(http_field(STR("ETag: \"a\"\r\n"), "ETag"), "\"a\""));
	assert_true(str_is(http_field(STR("eTAG:W/\"a\"\n"), "ETag"), "W/\"a\""));
	assert_null(http_field(STR("ETagged: \"a\"\r\n"), "ETag").ptr);
	assert_null(http_field(STR("ETag"), "ETag").ptr);
	assert_null(http_field(STR(""), "ETag").ptr);
	assert_true(http_is_status_line(STR("HTTP/1.1 200 OK\r\n")) && http_is_status_line(STR("HTTP/2 200\r\n")));
	assert_false(http_is_status_line(STR("http: x\r\n")));
}

static void ranges_are_read(void **)
{
	static const struct {
		const char *text;
		bool good;
		uint64_t first, last, total;
	} cases[] = {
	    {"bytes 0-9/10", true, 0, 9, 10},
	    {"Bytes 5-9/*", true, 5, 9, 0},
	    {"bytes 5-10/10", false, 0, 0, 0},
	    {"bytes 9-5/20", false, 0, 0, 0},
	    {"bytes */10", false, 0, 0, 0},
	    {"bytes -5-9/10", false, 0, 0, 0},
	    {"bytes 0-9", false, 0, 0, 0},
	    {"items 0-9/10", false, 0, 0, 0},
	    {"bytes 0x0-9/10", false, 0, 0, 0},
	    {"", false, 0, 0, 0},
	    {"bytes ", false, 0, 0, 0},
	    {"bytes 0-9/10/11", false, 0, 0, 0},
	    {"bytes 0-9/0", false, 0, 0, 0},
	    {"bytes 0-9/", false, 0, 0, 0},
	    {"bytes 0-99999999999999999999/*", false, 0, 0, 0},
	};
	uint64_t first, last, total;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(http_content_range(str_from(cases[i].text), &first, &last, &total), cases[i].good);
		if (cases[i].good)
			assert_true(first == cases[i].first && last == cases[i].last && total == cases[i].total);
	}
}

static void strong_etags_are_told_from_others(void **)
{
	static const char *const others[] = {"", "\"\"", "W/\"a\"", "a", "\"a", "a\"", "\"a\x01\"", "\"\xc3\xa4\""};

	assert_true(http_is_strong_etag(STR("\"a\"")) && http_is_strong_etag(STR("\"5f-61:gzip\"")));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(http_is_strong_etag(str_from(others[i])));
}

/* ---- manifests ---------------------------------------------------------------------------------------------- */

static void a_manifest_reads_back(void **)
{
	struct manifest m = {0}, again = {0};
	struct buf text = {0}, twice = {0};
	const struct manifest_row row = {.dataset = STR("b"),
	                                 .date = STR("2020-01-02"),
	                                 .date_from = STR("list"),
	                                 .file = STR("b/2020-01-02.xml"),
	                                 .size = 77,
	                                 .entries = 5,
	                                 .sha256 = STR(SUM),
	                                 .etag = STR("bad\ttab"),
	                                 .url = STR("https://x/")};

	assert_int_equal(manifest_parse(&m,
	                                STR(ROW("c", "2020-01-01", "c/2020-01-01.csv.gz", SUM)
	                                        ROW("a", "2020-01-01", "a/2020-01-01.xml", SUM)),
	                                NULL),
	                 TIES_OK);
	assert_true(manifest_put(&m, &row));
	assert_true(m.rows.len == 3 && m.damaged == 0);
	assert_true(str_is(m.rows.ptr[0].dataset, "a") && str_is(m.rows.ptr[1].dataset, "b") &&
	            str_is(m.rows.ptr[2].dataset, "c"));
	assert_true(m.rows.ptr[1].size == 77 && m.rows.ptr[1].etag.len == 0);
	manifest_print(&m, &text);
	assert_int_equal(manifest_parse(&again, buf_str(&text), NULL), TIES_OK);
	assert_int_equal(again.damaged, 0);
	manifest_print(&again, &twice);
	assert_true(str_equal(buf_str(&text), buf_str(&twice)));
	manifest_drop(&again, STR("b/2020-01-02.xml"));
	manifest_drop(&again, STR("b/2020-01-02.xml"));
	assert_true(again.rows.len == 2 && !manifest_find(&again, row.file) &&
	            manifest_find(&again, STR("c/2020-01-01.csv.gz")));
	buf_finish(&text);
	buf_finish(&twice);
	manifest_finish(&m);
	manifest_finish(&again);
}

static void damaged_lines_are_dropped(void **)
{
	static const char *const lines[] = {"rubbish\n",
	                                    ROW("../a", "2020-01-01", "../a/2020-01-01.xml", SUM),
	                                    ROW("a", "2020-01-01", "/etc/passwd", SUM),
	                                    ROW("a", "2020-01-01", "a/../../2020-01-01.xml", SUM),
	                                    ROW("a", "2020-01-01", "b/2020-01-01.xml", SUM),
	                                    ROW("a", "2020-01-01", "a/2020-01-02.xml", SUM),
	                                    ROW("a", "2020-01-01", "a/2020-01-01.exe", SUM),
	                                    ROW("a", "2020-01-01", "a/2020-01-01", SUM),
	                                    ROW("a", "2020-01-01", "a/2020-01-01./x.xml", SUM),
	                                    ROW("a", "2020-13-01", "a/2020-13-01.xml", SUM),
	                                    ROW("a", "2020-01", "a/2020-01.xml", SUM),
	                                    ROW("a", "2020-01-01", "a/2020-01-01.xml", "abc"),
	                                    ROW("a", "2020-01-01", "a/2020-01-01.xml", "") "\n",
	                                    "a\t2020-01-01\tlist\ta/2020-01-01.xml\tmany\t3\t" SUM "\t\t\t\t\n",
	                                    "a\t2020-01-01\tlist\ta/2020-01-01.xml\t1\t3\t" SUM "\t\t\t\n",
	                                    "a\t2020-01-01\tlist\ta/2020-01-01.xml\t1\t3\t" SUM "\t\t\t\t\t\n",
	                                    "a\t2020-01-01\tlist\ta/2020-01-01.xml\t1\t3\t" SUM "\t\t\x1b[2J\t\t\n"};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct manifest m = {0};
		assert_int_equal(manifest_parse(&m, str_from(lines[i]), NULL), TIES_OK);
		assert_true(m.rows.len == 0 && m.damaged == 1);
		manifest_finish(&m);
	}
}

static void the_later_line_of_a_file_holds(void **)
{
	struct manifest m = {0};

	assert_int_equal(
	    manifest_parse(&m,
	                   STR(ROW("a", "2020-01-01", "a/2020-01-01.xml",
	                           SUM) "a\t2020-01-01\tdownload\ta/2020-01-01.xml\t99\t3\t" SUM "\t\t\t\t\n"),
	                   NULL),
	    TIES_OK);
	assert_true(m.rows.len == 1 && m.rows.ptr[0].size == 99);
	manifest_finish(&m);
}

/* ---- archives ----------------------------------------------------------------------------------------------- */

static void an_archive_has_one_master(void **)
{
	char root[] = "/tmp/ties-archive-XXXXXX";
	struct archive first, second;
	ties_error err;

	assert_non_null(mkdtemp(root));
	assert_int_equal(archive_open(&first, root, &err), TIES_OK);
	assert_int_equal(archive_open(&second, root, &err), TIES_ERR_IO);
	assert_non_null(strstr(err.message, "another `ties fetch` is at work"));
	archive_close(&first);
	assert_int_equal(archive_open(&second, root, &err), TIES_OK);
	archive_close(&second);
	struct buf lock = {0};
	buf_print(&lock, "%s/.lock", root);
	assert_int_equal(unlink(buf_cstr(&lock)), 0);
	assert_int_equal(rmdir(root), 0);
	buf_finish(&lock);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(known_lists_are_known_datasets),
	    cmocka_unit_test(outcomes_have_names),
	    cmocka_unit_test(fetching_without_an_archive_is_refused),
	    cmocka_unit_test(addresses_are_understood),
	    cmocka_unit_test(secrets_in_addresses_are_not_shown),
	    cmocka_unit_test(http_is_for_those_who_ask),
	    cmocka_unit_test(fields_are_read),
	    cmocka_unit_test(ranges_are_read),
	    cmocka_unit_test(strong_etags_are_told_from_others),
	    cmocka_unit_test(a_manifest_reads_back),
	    cmocka_unit_test(damaged_lines_are_dropped),
	    cmocka_unit_test(the_later_line_of_a_file_holds),
	    cmocka_unit_test(an_archive_has_one_master),
	};
	return run_tap("fetch", tests);
}
