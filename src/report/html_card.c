/* The cards beside the article: who is meant, how the text names them, what they were on the date, what speaks
 * against it, who else it could be. */
#include "report/html.h"

#include <ctype.h>

enum { FORMS_MAX = 6 };

/** Schemata as a reader calls them: "PublicBody" is a public body. */
static void schema_words(struct report_out *out, str schema)
{
	if (str_is(schema, "Address")) {
		html_put(out, "Place");
		return;
	}
	for (size_t i = 0; i < schema.len; i++) {
		bool inner = i > 0 && isupper((unsigned char)schema.ptr[i]);
		char letter = inner ? (char)tolower((unsigned char)schema.ptr[i]) : schema.ptr[i];
		html_put(out, inner ? " " : "");
		html_text(out, (str){&letter, 1});
	}
}

/** "MEK 6×, Mujahedin-e-Khalq", each leading to where the text has it first. */
static void forms(struct report_out *out, const struct mention_forms *of)
{
	html_put(out, "<p class=\"forms\">In the text: ");
	for (size_t i = 0; i < of->count && i < FORMS_MAX; i++) {
		html_print(out, "%s<a href=\"#m%zu\" dir=\"auto\">", i ? ", " : "", of->forms[i].first);
		html_text(out, of->forms[i].text);
		html_put(out, "</a>");
		if (of->forms[i].count > 1)
			html_print(out, " %zu\u00D7", of->forms[i].count);
	}
	if (of->count > FORMS_MAX)
		html_print(out, " and %zu more forms", of->count - FORMS_MAX);
	html_put(out, "</p>\n");
}

/** The sentence that answers: the same one as in text. */
static void verdict(struct report_out *out, const ties_entity *entity, ties_when on)
{
	struct report_out line = {.width = UINT16_MAX, .utf8 = true};

	if (entity->listing_count == 0)
		return;
	entity_summary(&line, entity, on, true, 0);
	html_put(out, "<p class=\"verdict\">");
	html_text(out, buf_str(&line.buf));
	html_put(out, "</p>\n");
	out->buf.failed |= line.buf.failed;
	buf_finish(&line.buf);
}

void html_gist(struct report_out *out, const ties_entity *entity, ties_when on)
{
	static const char *const words[HOLD_COUNT] = {
	    "in office: ", "possibly in office: ", "later: ", "no longer in office: "};
	struct report_out line = {.width = UINT16_MAX, .utf8 = true};
	const ties_office *office = office_telling(entity, on);

	if (entity->listing_count) {
		entity_summary(&line, entity, on, false, 0);
	} else if (office) {
		page_put(&line, words[hold_state(office->on, office->from, on)]);
		office_line(&line, office, 0);
	}
	html_text(out, buf_str(&line.buf));
	out->buf.failed |= line.buf.failed;
	buf_finish(&line.buf);
}

static void disagreements(struct report_out *out, struct html_page *page, const ties_entity *entity)
{
	for (size_t i = 0; i < entity->disagreement_count; i++) {
		const ties_disagreement *d = &entity->disagreements[i];
		html_put(out, "<p class=\"against\">Sources disagree on the ");
		html_name(out, d->about);
		html_put(out, ": ");
		html_name(out, d->left);
		html_note(out, &page->sources, d->left_source);
		html_put(out, " or ");
		html_name(out, d->right);
		html_note(out, &page->sources, d->right_source);
		html_put(out, "</p>\n");
	}
}

static void alternative(struct report_out *out, const struct html_page *page, const ties_alternative *a)
{
	bool carded = a->entity < page->scan->entity_count;

	if (carded)
		html_print(out, "<a href=\"#e%u\" dir=\"auto\">", a->entity);
	else
		html_put(out, "<bdi>");
	html_text(out, a->caption);
	html_put(out, carded ? "</a>" : "</bdi>");
	html_print(out, " <span class=\"score\">%.2f</span>", a->score);
}

static void reading(struct report_out *out, const struct html_page *page, const struct html_reading *r)
{
	const ties_mention *m = &page->scan->mentions[r->mention];
	bool linked = m->entity == r->entity;

	html_print(out, "<p class=\"else\">%s\u201C<a href=\"#%s%zu\" dir=\"auto\">",
	           linked ? "" : "Perhaps also meant by ", linked ? "m" : "d",
	           linked ? (size_t)r->mention : (size_t)table_get(&page->doubts, m->text));
	html_text(out, m->text);
	html_print(out, "</a>\u201D%s", linked ? " could also be " : "");
	for (size_t i = 0; linked && i < m->alternative_count; i++) {
		html_put(out, i ? ", " : "");
		alternative(out, page, &m->alternatives[i]);
	}
	html_put(out, "</p>\n");
}

static void readings(struct report_out *out, const struct html_page *page, size_t entity)
{
	const struct html_reading *last = NULL;

	for (size_t i = page->readings_of[entity]; i < page->readings_of[entity + 1]; i++) {
		const struct html_reading *r = &page->readings[i];
		const ties_mention *mentions = page->scan->mentions;
		if (!last || !str_equal(mentions[last->mention].text, mentions[r->mention].text))
			reading(out, page, r);
		last = r;
	}
}

void html_card(struct report_out *out, struct html_page *page, size_t index)
{
	const ties_entity *entity = &page->scan->entities[index].entity;

	html_print(out, "<section class=\"card %s\" id=\"e%zu\"><h3 dir=\"auto\">", html_kind_class(page->kind[index]),
	           index);
	html_text(out, entity->caption);
	html_put(out, "</h3>\n<p class=\"what\">");
	schema_words(out, entity->schema);
	if (entity->description.len) {
		html_put(out, " \u00B7 ");
		html_name(out, entity->description);
	}
	html_put(out, "</p>\n");
	forms(out, &page->mentions.of[index]);
	verdict(out, entity, page->scan->date);
	html_listings(out, page, entity);
	html_offices(out, page, entity);
	disagreements(out, page, entity);
	readings(out, page, index);
	html_put(out, "</section>\n");
}

void html_doubt(struct report_out *out, const struct html_page *page, size_t index)
{
	const struct mention_doubt *doubt = &page->mentions.doubts[index];
	const ties_mention *m = doubt->mention;

	html_print(out, "<section class=\"card doubt\" id=\"d%zu\"><h3>\u201C", index);
	html_name(out, m->text);
	html_print(out, "\u201D</h3>\n<p class=\"forms\">The text does not decide who is meant: <a href=\"#m%zu\">",
	           (size_t)(m - page->scan->mentions));
	if (doubt->count > 1)
		html_print(out, "first of %zu times", doubt->count);
	else
		html_put(out, "in the text");
	html_put(out, "</a></p>\n<ul class=\"rows\">\n");
	for (size_t i = 0; i < m->alternative_count; i++) {
		const ties_alternative *a = &m->alternatives[i];
		html_put(out, "<li class=\"could\">");
		alternative(out, page, a);
		if (a->entity < page->scan->entity_count) {
			html_put(out, "<p>");
			html_gist(out, &page->scan->entities[a->entity].entity, page->scan->date);
			html_put(out, "</p>");
		}
		html_put(out, "</li>\n");
	}
	html_put(out, "</ul></section>\n");
}
