/* Pictures as files: a drawing on its own, and a page with the drawing and all that it shows as tables.
 *
 * The page holds the drawing twice, wide and narrow; style shows the one that fits. Its content policy admits the
 * style and the script of this build by their hashes and nothing else. It reads without the script, which
 * shows the grounds of a bar or mark beside it, under the pointer and with the keyboard. */
#include "report/picture.h"

#include "report/picture_page_assets.h"

/* ---- the page -------------------------------------------------------------------------------------- */

static void names(struct report_out *out, const struct picture *p, void (*write)(struct report_out *, str))
{
	for (size_t i = 0; i < p->subject_count; i++) {
		html_put(out, i == 0 ? "" : i + 1 < p->subject_count ? ", " : " and ");
		write(out, picture_caption(p->subjects[i]));
	}
}

static void head(struct report_out *out, const struct picture *p)
{
	html_put(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
	              "'sha256-" PAGE_CSS_SHA256 "'; script-src 'sha256-" PAGE_JS_SHA256
	              "'; base-uri 'none'; form-action 'none'\">\n"
	              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	              "<meta name=\"referrer\" content=\"no-referrer\">\n"
	              "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
	names(out, p, html_text);
	html_put(out, "</title>\n<style>");
	buf_add(&out->buf, (str){page_css, sizeof page_css - 1});
	html_put(out, "</style>\n</head>\n<body>\n");
}

static void header(struct report_out *out, const struct picture *p)
{
	struct report_out words = picture_page();

	html_put(out, "<header>\n<h1>");
	names(out, p, html_name);
	html_put(out, "</h1>\n<p class=\"when\">");
	if (!p->comparison) {
		picture_standing(&words, p, 0);
		html_text(out, buf_str(&words.buf));
	} else {
		html_print(out, "Who listed them, from when to when, and what held %s <strong>",
		           page_preposition(p->on));
		html_text(out, p->on.edtf);
		html_put(out, "</strong>");
	}
	html_put(out, "</p>\n</header>\n");
	out->buf.failed = out->buf.failed || words.buf.failed;
	buf_finish(&words.buf);
}

static bool has_row(const struct picture *p, enum picture_row_kind kind)
{
	for (size_t i = 0; i < p->row_count; i++)
		if (p->rows[i].kind == kind)
			return true;
	return false;
}

/** How to read what is there. */
static void caption(struct report_out *out, const struct picture *p)
{
	bool listed = has_row(p, ROW_LISTING);

	html_put(out, "<figcaption>");
	html_put(out, listed ? "A bar is the time on a list. " : "A bar is the time in office. ");
	html_put(out, "Where it fades, the day is not known exactly; an arrow means that it goes on. ");
	html_put(out, listed
	                  ? "A full circle is a decision to list, an empty one the end of a listing: point at it, or "
	                    "move to it with the Tab key, for who decided, and why. "
	                  : "");
	html_put(out, has_row(p, ROW_DECIDER) ? "Thin bars are those in office on the day of a decision. " : "");
	html_put(out, listed && has_row(p, ROW_OFFICE) ? "Thin bars without a name are offices held. " : "");
	html_put(out, p->comparison && p->comparison->opposite_count
	                  ? "A dotted line joins a removal and a listing on the same day. "
	                  : "");
	html_put(out, "</figcaption>\n");
}

static void figure(struct report_out *out, struct picture *p)
{
	if (!picture_is_drawable(p))
		return;
	html_put(out, "<figure>\n");
	picture_draw(out, p, &picture_wide);
	picture_draw(out, p, &picture_narrow);
	caption(out, p);
	html_put(out, "</figure>\n");
}

static void page(struct report_out *out, struct picture *p)
{
	struct intern sources = {.arena = &p->arena};

	head(out, p);
	html_put(out, "<a class=\"skip\" href=\"#tables\">To the tables</a>\n");
	header(out, p);
	html_put(out, "<main>\n");
	figure(out, p);
	html_put(out, "<div id=\"tables\">\n");
	picture_tables(out, p, &sources);
	html_put(out, "</div>\n</main>\n<footer>\n");
	html_sources(out, &sources);
	html_put(out,
	         "<p>What lists and documents say, and who says so; no judgement of anyone.</p>\n</footer>\n<script>");
	buf_add(&out->buf, (str){page_js, sizeof page_js - 1});
	html_put(out, "</script>\n</body>\n</html>\n");
	intern_finish(&sources);
}

/* ---- the four answers ------------------------------------------------------------------------------ */

static void finish(struct report_out *out, struct picture *p, bool collected,
                   void (*write)(struct report_out *, struct picture *))
{
	if (collected)
		write(out, p);
	else
		out->buf.failed = true;
	picture_finish(p);
}

static void drawing(struct report_out *out, struct picture *p)
{
	html_put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	picture_draw(out, p, &picture_alone);
}

void report_timeline_svg(struct report_out *out, const ties_timeline *timeline)
{
	struct picture p;

	finish(out, &p, picture_of_timeline(&p, &timeline), drawing);
}

void report_compare_svg(struct report_out *out, const ties_comparison *comparison)
{
	struct picture p;

	finish(out, &p, picture_of_comparison(&p, comparison), drawing);
}

void report_timeline_html(struct report_out *out, const ties_timeline *timeline)
{
	struct picture p;

	finish(out, &p, picture_of_timeline(&p, &timeline), page);
}

void report_compare_html(struct report_out *out, const ties_comparison *comparison)
{
	struct picture p;

	finish(out, &p, picture_of_comparison(&p, comparison), page);
}
