/* The group of flags on the page of a scan: by rule, severest first; each opens to its facts and to what speaks against
 * it. */
#include "report/flag_lines.h"
#include "report/html.h"

/** "Rudy Giuliani, Mujahedin-e-Khalq; rests on what is alleged": both as links to their cards. */
static void who(struct report_out *out, const struct html_page *page, const ties_flag *flag)
{
	struct buf text = {0};

	html_link(out, page, flag->entity, flag->caption);
	if (flag->other.len) {
		html_put(out, ", ");
		html_link(out, page, flag->other, flag->other_caption);
	}
	flag_notes(&text, flag);
	if (text.len) {
		html_put(out, " <span class=\"recalled\">");
		html_text(out, buf_str(&text));
		html_put(out, "</span>");
	}
	out->buf.failed |= text.failed;
	buf_finish(&text);
}

static void fact(struct report_out *out, struct html_page *page, const ties_fact *f)
{
	struct report_out date = {.utf8 = true, .width = UINT16_MAX};
	struct buf text = {0};

	flag_fact_date(&date, f, 0);
	flag_fact_words(&text, f);
	html_put(out, "<li><span class=\"dates\">");
	html_text(out, buf_str(&date.buf));
	html_put(out, "</span><p dir=\"auto\">");
	html_text(out, buf_str(&text));
	html_note(out, &page->sources, flag_fact_source(f));
	html_put(out, "</p></li>\n");
	out->buf.failed |= date.buf.failed || text.failed;
	buf_finish(&date.buf);
	buf_finish(&text);
}

/** All but listings, which stand in the card of whom they are about. */
static void facts(struct report_out *out, struct html_page *page, const ties_fact *list, size_t count,
                  const char *title)
{
	if (count == 0)
		return;
	html_print(out, "<p>%s</p><ul class=\"facts-of\">\n", title);
	for (size_t i = 0; i < count; i++)
		if (list[i].kind != TIES_FACT_LISTING)
			fact(out, page, &list[i]);
	html_put(out, "</ul>\n");
}

static void one(struct report_out *out, struct html_page *page, const ties_flag *flag)
{
	struct report_out date = {.utf8 = true, .width = UINT16_MAX};

	flag_date(&date, flag, 0);
	html_print(out, "<li class=\"tie%s\"><span class=\"dates\">",
	           str_is(flag->modality, "asserted") ? "" : " alleged");
	html_text(out, buf_str(&date.buf));
	html_put(out, "</span><div><p dir=\"auto\">");
	who(out, page, flag);
	html_put(out, "</p><details class=\"more\"><summary>facts</summary>\n");
	facts(out, page, flag->facts, flag->fact_count, "As sources report it:");
	facts(out, page, flag->against, flag->against_count, "Against it:");
	html_put(out, "</details></div></li>\n");
	out->buf.failed |= date.buf.failed;
	buf_finish(&date.buf);
}

static void begin_rule(struct report_out *out, const ties_rule *rule)
{
	html_put(out, "<section class=\"batch\"><h3>");
	html_text(out, rule->title);
	html_print(out, " <small>%s</small></h3>\n<ul>\n", ties_severity_name(rule->severity));
}

static void end_rule(struct report_out *out, const ties_rule *rule)
{
	html_put(out, "</ul>\n<p class=\"else\">Refuted if: ");
	html_text(out, rule->refuted_by);
	html_put(out, "</p></section>\n");
}

static void left(struct report_out *out, size_t count, const char *one_is, const char *many_are)
{
	if (count == 0)
		return;
	html_put(out, "<p class=\"else\">");
	page_count(out, count, one_is, many_are);
	html_put(out, ".</p>\n");
}

void html_flags(struct report_out *out, struct html_page *page, const ties_flags *flags)
{
	if (!flags || flags->count == 0)
		return;
	html_print(out,
	           "<section class=\"group flags\" id=\"k-flags\" aria-labelledby=\"h-flags\"><h2 id=\"h-flags\">What "
	           "deserves a look, and proves nothing <small>%zu</small></h2>\n",
	           flags->count);
	for (size_t i = 0; i < flags->count; i++) {
		const ties_flag *flag = &flags->list[i];
		if (i == 0 || flag->rule != flag[-1].rule)
			begin_rule(out, flag->rule);
		one(out, page, flag);
		if (i + 1 == flags->count || flag[1].rule != flag->rule)
			end_rule(out, flag->rule);
	}
	left(out, flags->left_out, "further flag is not told", "further flags are not told");
	left(out, flags->later, "flag is of a later date", "flags are of a later date");
	left(out, flags->not_asked, "of those named was not asked about", "of those named were not asked about");
	html_put(out, "</section>\n");
}
