/* `owned` in text: the owners as a tree, each with its share, its listings and who says so; then what the rules make of
 * it. */
#include "report/entity.h"
#include "report/tie_lines.h"

#include <stdio.h>

enum { INDENT = 2, STEP = 2, SHARE_COLUMNS = 10, DEEPEST = 8 };

/* ---- shares --------------------------------------------------------------------------------------------------- */

enum { SHARE_TEXT = 48 };

/* "62.5%", "25–50%", "over 50%", "not known". */
static const char *share_words(const struct report_out *out, ties_share s, char text[SHARE_TEXT])
{
	if (!s.stated && s.low <= 0 && s.high >= 100)
		return "not known";
	if (s.low >= s.high)
		snprintf(text, SHARE_TEXT, "%.6g%%", s.low);
	else if (s.low <= 0 && s.high < 100)
		snprintf(text, SHARE_TEXT, "up to %.6g%%", s.high);
	else
		snprintf(text, SHARE_TEXT, "%.6g%s%.6g%%", s.low, out->utf8 ? "–" : "-", s.high);
	return text;
}

/* ---- the tree ------------------------------------------------------------------------------------------------- */

static void listing_words(struct report_out *out, const ties_entity *entity, ties_when on, unsigned at)
{
	page_to(out, at);
	entity_summary(out, entity, on, false, at);
	page_line(out);
}

static void report_line(struct report_out *out, const ties_tie *tie, unsigned at, struct page_notes *notes)
{
	struct buf text = {0};
	bool plain = str_is(tie->modality, "asserted") && !tie->attribution.len;

	page_to(out, at);
	claim_lead(&text, tie->modality, tie->attribution);
	if (plain)
		buf_add(&text, STR("reported"));
	else
		buf_print(&text, "%.*s owns %.*s", STR_ARG(tie->from_caption), STR_ARG(tie->to_caption));
	if (tie->share.len)
		buf_print(&text, ": %.*s", STR_ARG(tie->share));
	if (tie->role.len)
		buf_print(&text, "%s%.*s", tie->share.len ? ", " : ": ", STR_ARG(tie->role));
	if (tie->begin.edtf.len)
		buf_print(&text, ", from %.*s", STR_ARG(tie->begin.edtf));
	if (tie->end.edtf.len && page_end_of(tie->end) == END_DATED)
		buf_print(&text, ", until %.*s", STR_ARG(tie->end.edtf));
	page_wrap(out, buf_str(&text), at);
	page_note_line(out, notes, tie->source.len ? tie->source : tie->ref, at);
	out->buf.failed |= text.failed;
	buf_finish(&text);
}

static void holding_lines(struct report_out *out, const ties_owned *owned, size_t i, struct page_notes *notes)
{
	const ties_holding *h = &owned->holdings[i];
	const ties_entity *who = owned->assets ? &h->asset : &h->owner;
	unsigned deep = h->depth < DEEPEST ? h->depth - 1 : DEEPEST - 1;
	unsigned at = INDENT + deep * STEP, text_at = at + SHARE_COLUMNS + 2;
	char share[SHARE_TEXT];

	page_to(out, at);
	page_put(out, h->on == TIES_NO ? "denied" : share_words(out, h->share, share));
	page_to(out, text_at);
	page_colour(out, PAGE_BOLD);
	page_wrap(out, who->caption, text_at);
	page_colour(out, PAGE_PLAIN);
	page_put(out, h->on == TIES_POSSIBLY ? " (possibly)" : "");
	page_put(out, h->again ? owned->assets ? " (what it owns stands above)" : " (its owners stand above)" : "");
	page_line(out);
	listing_words(out, who, owned->entity->on, text_at);
	if (owned->assets && i < owned->reach_count && owned->reaches[i].reached != TIES_NO) {
		page_to(out, text_at);
		page_put(out, owned->reaches[i].reached == TIES_YES
		                  ? "it holds half or more, directly or through others"
		                  : "it possibly holds half or more");
		page_line(out);
	}
	for (size_t k = 0; k < h->report_count; k++)
		report_line(out, &h->reports[k], text_at, notes);
}

/* ---- the rules ------------------------------------------------------------------------------------------------- */

static void reach_lines(struct report_out *out, const ties_reach *r)
{
	static const char *const words[] = {[TIES_NO] = "no", [TIES_POSSIBLY] = "possibly", [TIES_YES] = "yes"};
	static const enum page_colour colours[] = {
	    [TIES_NO] = PAGE_PLAIN, [TIES_POSSIBLY] = PAGE_AMBER, [TIES_YES] = PAGE_RED};
	char share[SHARE_TEXT];

	page_to(out, INDENT);
	page_put(out, r->rule->jurisdiction);
	page_to(out, INDENT + 4);
	page_colour(out, colours[r->reached]);
	page_put(out, words[r->reached]);
	page_colour(out, PAGE_PLAIN);
	page_to(out, INDENT + 14);
	page_put(out, share_words(out, r->share, share));
	page_put(out, ", rule: ");
	page_wrap(out, str_from(r->rule->words), INDENT + 14);
	page_line(out);
	if (out->verbose || out->sources) {
		page_to(out, INDENT + 14);
		page_wrap(out, str_from(r->rule->source), INDENT + 14);
		page_line(out);
	}
}

static void rules_lines(struct report_out *out, const ties_owned *owned)
{
	char share[SHARE_TEXT];

	page_heading(out, "OWNED BY THE LISTED, ON THE REPORTED SHARES");
	page_line(out);
	if (!owned->reach_count) {
		page_to(out, INDENT);
		page_put(out, "No owner that is known was listed by US, EU or GB.");
		page_line(out);
	}
	for (size_t i = 0; i < owned->reach_count; i++)
		reach_lines(out, &owned->reaches[i]);
	if (!owned->economic.stated)
		return;
	page_to(out, INDENT);
	page_put(out, "Multiplied along chains, listed owners hold ");
	page_put(out, share_words(out, owned->economic, share));
	page_put(out, ".");
	page_line(out);
}

/* ---- the answer ------------------------------------------------------------------------------------------------- */

void report_owned_text(struct report_out *out, const ties_owned *owned)
{
	const ties_status *s = owned->entity;
	struct page_notes notes = {0};

	if (s->candidate_count != 1) {
		if (s->candidate_count)
			status_ambiguous(out, s->query, s->candidates, s->candidate_count, s->on);
		return;
	}
	status_introduce(out, s);
	page_heading(out, owned->assets ? "WHAT IT OWNS" : "OWNERS");
	page_line(out);
	if (!owned->holding_count) {
		page_to(out, INDENT);
		page_put(out, owned->assets ? "No source says that it owns anything." : "No source names an owner.");
		page_line(out);
	}
	for (size_t i = 0; i < owned->holding_count; i++)
		holding_lines(out, owned, i, &notes);
	if (owned->cut) {
		page_to(out, INDENT);
		page_put(out, owned->assets
		                  ? "There is more, which is not counted: raise --depth or --limit."
		                  : "There are more, who count as possibly listed: raise --depth or --limit.");
		page_line(out);
	}
	if (!owned->assets && owned->holding_count)
		rules_lines(out, owned);
	page_notes_finish(out, &notes);
}
