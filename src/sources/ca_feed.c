/* Canada's listed terrorist entities as Public Safety Canada publishes them: an Atom feed.
 *
 *   <feed><entry><title>Asbat Al-Ansar (AAA) ("The League of Partisans")</title><id>1</id>
 *     <published>2002-11-27</published><updated>2025-06-01</updated><summary>God's Partisans, …</summary>
 *
 * The regulation (ca_regulation.c) is the list; the feed tells the days of listing and review, which the regulation
 * does not have for old entries. The record id is the feed's own. A removal shows as absence only. */
#include "sources/ca_item.h"
#include "sources/formats.h"
#include "sources/say.h"
#include "sources/tree.h"

struct reader {
	struct say say;
	ties_error *err;
};

static void add_names(struct reader *r, const struct ca_item *item)
{
	say_value(&r->say, PROP_NAME, item->name);
	for (size_t i = 0; i < item->count; i++)
		say_value(&r->say, item->names[i].kind, item->names[i].name);
}

static void add_summary(struct ca_item *item, str summary)
{
	str piece;

	if (str_is(summary, "N/A") || str_is(summary, "S.O."))
		return;
	if (str_find(summary, STR("; "), 0) == SIZE_MAX)
		ca_item_add_list(item, PROP_ALIAS, summary, false);
	else
		for (str rest = summary; str_split(&rest, ';', &piece);)
			ca_item_add_list(item, PROP_ALIAS, piece, false);
}

static ties_code emit(struct reader *r, struct tree *t, struct ca_item *item, str id)
{
	struct say *say = &r->say;
	uint32_t link = 0;

	add_summary(item, tree_take(t, 0, "summary"));
	if (item->overflow)
		say_reject(say, "the entry has too many names, some are left out", id);
	say_begin(say, SCHEMA_LEGAL_ENTITY, id);
	add_names(r, item);
	say_value(say, PROP_TOPICS, STR("sanction"));
	say_value(say, PROP_TOPICS, STR("crime.terror"));
	uint32_t content = 0;
	if (tree_child(t, 0, "content", &content))
		say_prose(say, PROP_NOTES, tree_text(t, content));
	str listed = tree_take(t, 0, "published"), reviewed = tree_take(t, 0, "updated");
	if (tree_child(t, 0, "link", &link))
		say_value(say, PROP_SOURCE_URL, tree_attribute(t, link, "href"));
	tree_rest(t, &say->draft);
	if (say_emit(say, r->err) != TIES_OK)
		return TIES_ERR_NOMEM;
	say_begin(say, SCHEMA_SANCTION, say_print(say, "%.*s#sanction", STR_ARG(id)));
	say_value(say, PROP_ENTITY, id);
	say_value(say, PROP_AUTHORITY, STR("Public Safety Canada"));
	say_value(say, PROP_COUNTRY, STR("ca"));
	say_value(say, PROP_PROGRAM, STR("Regulations Establishing a List of Entities"));
	say_date_text(say, PROP_LISTING_DATE, listed);
	say_date_text(say, PROP_MODIFIED_AT, reviewed);
	return say_emit(say, r->err);
}

static ties_code take_entry(void *context, struct tree *t)
{
	struct reader *r = context;
	struct ca_item item;
	ties_code rc = TIES_OK;

	r->say.line = t->line;
	r->say.entries++;
	str id = tree_take(t, 0, "id"), title = tree_take(t, 0, "title");
	if (!id.len || !ca_item_read(&item, title, &r->say.arena) || !item.name.len)
		say_reject(&r->say, id.len ? "the entry has no title" : "the entry has no id", title);
	else
		rc = emit(r, t, &item, id);
	say_clear(&r->say);
	return rc;
}

static bool begins(void *, const struct xml *xml, str name)
{
	return xml_depth(xml) == 2 && str_is(name, "entry");
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct reader r = {.say = {.sink = sink, .path = set->part[0].path}, .err = err};
	const struct tree_reader reader = {.context = &r,
	                                   .root = "feed",
	                                   .expect = "the feed of listed terrorist entities with the root <feed>",
	                                   .begins = begins,
	                                   .entry = take_entry};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "the feed of listed terrorist entities has no file");
	ties_code rc = tree_parse(set->part[0].input, &reader, err);
	if (rc == TIES_OK)
		rc = say_check_entries(&r.say, "the feed of listed terrorist entities", err);
	say_finish(&r.say);
	return rc;
}

/* The feed says of itself where it lives; other feeds are none of ours. */
static bool detect(str head, const char *, struct source_claim *claim)
{
	if (!str_is(xml_root_name(head), "feed") || str_find(head, STR("lstd-ntts"), 0) == SIZE_MAX)
		return false;
	*claim = (struct source_claim){.dataset = "ca_listed_terrorists_feed"};
	size_t at = str_find(head, STR("<updated>"), 0), end = str_find(head, STR("</updated>"), 0);
	if (at == SIZE_MAX || end == SIZE_MAX ||
	    date_parse(str_trim(str_slice(head, at + 9, end)), &claim->version, NULL) != TIES_OK)
		claim->version = (struct date){TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false};
	return true;
}

const struct source_format source_ca_feed = {
    .name = "ca-feed-xml",
    .family = "Canada",
    .describes = "Canada's listed terrorist entities (lstd-ntts-eng.xml)",
    .parts = {"lstd-ntts-eng.xml"},
    .detect = detect,
    .read = read,
};
