/* Pictures of history: golden files, well-formed XML whatever the names are, one bar for each spell, one mark for each
 * dated decision, text that does not run over other text. tests/report/pictures looks at those of the
 * program. */
#include "tests/unit/golden.h"
#include "tests/unit/history_fixture.h"

#include "report/picture.h"

#include <expat.h>

static struct history_fixture h;

static int set_up(void **state)
{
	(void)state;
	history_fill(&h);
	return 0;
}

static struct report_out page(void)
{
	return (struct report_out){.width = 80, .utf8 = true};
}

/* ---- golden files ---------------------------------------------------------------------------------- */

static void drawings(void **state)
{
	struct report_out one = page(), several = page(), person = page();

	(void)state;
	report_timeline_svg(&one, &h.timeline);
	golden_between(&one, "</style>", "</svg>", "timeline.svg");
	report_compare_svg(&several, &h.comparison);
	golden_between(&several, "</style>", "</svg>", "compare.svg");
	report_timeline_svg(&person, &h.person);
	golden_between(&person, "</style>", "</svg>", "timeline-person.svg");
}

static void pages(void **state)
{
	struct report_out one = page(), several = page();

	(void)state;
	report_timeline_html(&one, &h.timeline);
	golden_between(&one, "</style>", "<script>", "timeline.html");
	report_compare_html(&several, &h.comparison);
	golden_between(&several, "</style>", "<script>", "compare.html");
}

/* ---- structure ------------------------------------------------------------------------------------- */

/** What an XML parser sees of a drawing. */
struct seen {
	unsigned bars, masks, arrows, circles, titles, depth;
	bool foreign; /* an element or attribute that has no place here */
};

static const char *attribute(const char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return "";
}

static void element(void *data, const char *name, const char **attributes)
{
	static const char *const known[] = {"svg",  "title", "desc",           "style", "rect", "defs", "g",     "a",
	                                    "text", "line",  "linearGradient", "stop",  "mask", "path", "circle"};
	struct seen *seen = data;
	size_t i = 0;
	bool bar = strncmp(attribute(attributes, "class"), "bar", 3) == 0;

	while (i < COUNT(known) && strcmp(name, known[i]) != 0)
		i++;
	seen->foreign = seen->foreign || i == COUNT(known);
	seen->bars += bar && strcmp(name, "rect") == 0;
	seen->masks += bar && *attribute(attributes, "mask");
	seen->arrows += bar && strcmp(name, "path") == 0;
	seen->circles += strcmp(name, "circle") == 0;
	seen->titles += strcmp(name, "title") == 0;
	seen->depth++;
	for (; *attributes; attributes += 2) {
		bool link = strcmp(attributes[0], "href") == 0;
		seen->foreign = seen->foreign || strncmp(attributes[0], "on", 2) == 0 ||
		                strcmp(attributes[0], "style") == 0 || (link && attributes[1][0] != '#');
	}
}

/** Parses a drawing; fails when it is not well-formed. */
static struct seen parse(str xml)
{
	struct seen seen = {0};
	XML_Parser parser = XML_ParserCreate(NULL);

	assert_non_null(parser);
	XML_SetUserData(parser, &seen);
	XML_SetStartElementHandler(parser, element);
	if (XML_Parse(parser, xml.ptr, (int)xml.len, true) != XML_STATUS_OK)
		fail_msg("line %lu of the drawing: %s", XML_GetCurrentLineNumber(parser),
		         XML_ErrorString(XML_GetErrorCode(parser)));
	XML_ParserFree(parser);
	assert_false(seen.foreign);
	return seen;
}

static struct seen drawn(void (*draw)(struct report_out *, const ties_timeline *), const ties_timeline *timeline)
{
	struct report_out out = page();

	draw(&out, timeline);
	assert_false(out.buf.failed);
	struct seen seen = parse(buf_str(&out.buf));
	buf_finish(&out.buf);
	return seen;
}

static void what_is_drawn_is_what_is_known(void **state)
{
	struct seen seen = drawn(report_timeline_svg, &h.timeline);

	(void)state;
	/* nine spells of which three begin or end softly beside a whole part, and one has no whole part; eight deciders
	 */
	assert_int_equal(seen.bars, 9 + 4 + 8);
	assert_int_equal(seen.masks, 5);
	assert_int_equal(seen.arrows, 1);
	/* nine beginnings; seven dated ends: one goes on, one is unknown */
	assert_int_equal(seen.circles, 9 + 7);
	seen = drawn(report_timeline_svg, &h.person);
	assert_int_equal(seen.bars, 2);
	assert_int_equal(seen.circles, 0);
}

static void hostile_names_stay_text(void **state)
{
	struct report_out out = page();

	(void)state;
	drawn(report_timeline_svg, &h.harmful);
	drawn(report_timeline_svg, &h.nobody);
	report_timeline_html(&out, &h.harmful);
	str all = buf_str(&out.buf);
	size_t script = 0, count = 0;
	for (; (script = str_find(all, STR("<script"), script)) != SIZE_MAX; script++)
		count++;
	assert_int_equal(count, 1);
	assert_int_equal(str_find(all, STR("<img"), 0), SIZE_MAX);
	assert_int_equal(str_find(all, STR("<i>"), 0), SIZE_MAX);
	assert_int_equal(str_find(all, STR("\u202e"), 0), SIZE_MAX);
	/* both drawings of the page are well-formed, too */
	for (size_t at = 0, end; (at = str_find(all, STR("<svg"), at)) != SIZE_MAX; at = end) {
		end = str_find(all, STR("</svg>"), at) + 6;
		parse(str_slice(all, at, end));
	}
	buf_finish(&out.buf);
}

static void answers_without_history_are_drawn(void **state)
{
	const ties_comparison none = {.on = h.timeline.on};
	struct report_out out = page();

	(void)state;
	assert_int_equal(drawn(report_timeline_svg, &h.nobody).bars, 0);
	report_timeline_html(&out, &h.nobody);
	report_compare_html(&out, &none);
	report_compare_svg(&out, &none);
	assert_false(out.buf.failed);
	assert_true(str_find(buf_str(&out.buf), STR("nobody that is known"), 0) != SIZE_MAX);
	buf_finish(&out.buf);
}

/* ---- places ---------------------------------------------------------------------------------------- */

/** Where a name stands, by the estimate that it was placed by. */
static void extent_of(const struct picture *p, const struct picture_layout *layout, const struct picture_span *s,
                      unsigned *from, unsigned *to)
{
	unsigned left = picture_left(layout) * 10, right = picture_right(layout) * 10;
	unsigned width = picture_text_width(s->name, 11);

	*from = s->flush ? right - width : left + axis_bar(&p->axis, s->from, s->to, right - left).start[0];
	*to = *from + width;
}

static void check_names(const struct picture *p, const struct picture_layout *layout, const struct picture_row *row)
{
	for (size_t i = 0; i < row->span_count; i++)
		for (size_t k = 0; k < i; k++) {
			const struct picture_span *a = &row->spans[k], *b = &row->spans[i];
			unsigned from[2], to[2];
			extent_of(p, layout, a, &from[0], &to[0]);
			extent_of(p, layout, b, &from[1], &to[1]);
			if (a->lane == b->lane && a->lane != PICTURE_NO_LANE)
				assert_true(to[0] <= from[1] || to[1] <= from[0]);
		}
}

static void names_do_not_overlap(void **state)
{
	static const struct picture_layout *const layouts[] = {&picture_alone, &picture_wide, &picture_narrow};
	const ties_timeline *timeline = &h.timeline;
	struct picture p;

	(void)state;
	assert_true(picture_of_timeline(&p, &timeline));
	for (size_t l = 0; l < COUNT(layouts); l++) {
		unsigned height = picture_place(&p, layouts[l]), y = 0;
		for (size_t i = 0; i < p.row_count; i++) {
			assert_true(p.rows[i].y >= y);
			y = p.rows[i].y + p.rows[i].height;
			check_names(&p, layouts[l], &p.rows[i]);
		}
		assert_true(y < height);
	}
	picture_finish(&p);
}

static void long_text_is_cut(void **state)
{
	static const struct {
		const char *text, *cut;
		unsigned room;
	} cases[] = {
	    {"short", "short", 1000},
	    {"abcdefghij", "abcdefghij", 560},
	    {"abcdefghijk", "abcdefghi\u2026", 560},
	    {"\u5236\u88c1\u5bfe\u8c61\u8005\u30ea", "\u5236\u88c1\u5bfe\u8c61\u2026", 560},
	    {"<<<<<<<<<<<<", "&lt;&lt;&lt;&lt;\u2026", 280},
	    {"", "", 10},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct report_out out = page();
		picture_text(&out, str_from(cases[i].text), cases[i].room, 10);
		assert_str(buf_str(&out.buf), cases[i].cut);
		buf_finish(&out.buf);
	}
}

static void dates_are_short(void **state)
{
	static const char *const expected[] = {"1997-10-08 \u2013 2012-09-28", "since 1997-10-08",
	                                       "1997-10-08 \u2013 ?",          "since 2019 or before",
	                                       "? \u2013 2012-09-28",          "undated"};
	const ties_when from = on_day("1997-10-08"), to = on_day("2012-09-28"),
	                by = span("[..2019-01-15]", TIES_DAY_MIN, day(2019, 1, 15));
	const struct picture_span spans[] = {{.from = from, .to = to},          {.from = from, .to = still},
	                                     {.from = from, .to = unknown_end}, {.from = by, .to = still},
	                                     {.from = unknown_end, .to = to},   {.from = unknown_end, .to = still}};

	(void)state;
	for (size_t i = 0; i < COUNT(spans); i++) {
		char text[PICTURE_DATES_MAX];
		str s = {text, picture_dates(&spans[i], text)};
		assert_str(s, expected[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(drawings, set_up),
	    cmocka_unit_test_setup(pages, set_up),
	    cmocka_unit_test_setup(what_is_drawn_is_what_is_known, set_up),
	    cmocka_unit_test_setup(hostile_names_stay_text, set_up),
	    cmocka_unit_test_setup(answers_without_history_are_drawn, set_up),
	    cmocka_unit_test_setup(names_do_not_overlap, set_up),
	    cmocka_unit_test(long_text_is_cut),
	    cmocka_unit_test(dates_are_short),
	};

	return run_tap("pictures", tests);
}
