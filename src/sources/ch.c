/* The Swiss list (SECO) as XML: <swiss-sanctions-list list-type="whole-list" date=…> with programmes, targets, places.
 *
 * Delisted targets stay in the file with the day of their end, so one file holds the whole history; a target that
 * is absent from a later file was removed all the same. Programmes stand before the targets; places mostly behind
 * them, so what a target says of places is emitted at the end, as more of its record. An amendment file
 * (list-type="amendment") holds changed targets only and is not claimed: read as a list, it would say that
 * all others were removed. */
#include "sources/ch_target.h"
#include "sources/formats.h"

static bool in_english(struct tree *t, uint32_t node)
{
	str lang = tree_attribute(t, node, "lang");

	return !lang.len || str_is(lang, "eng");
}

/* The English one of several children of that name, the first where there is none. */
static str english(struct tree *t, const char *name)
{
	str first = {NULL, 0};

	for (uint32_t i = 0; tree_child(t, 0, name, &i);) {
		str text = str_trim(t->nodes.ptr[i].text);
		if (in_english(t, i))
			return text;
		first = first.len ? first : text;
	}
	return first;
}

static ties_code keep_set(struct ch_output *out, str ssid, struct ch_set set)
{
	bool fresh;

	ssid = arena_copy(&out->kept, ssid);
	uint32_t *number = table_put(&out->set_number, ssid, (uint32_t)out->sets.len, &fresh);
	if (!number || out->kept.failed)
		return error_nomem(out->err);
	if (!fresh)
		return TIES_OK;
	return vec_push(&out->sets, set) ? TIES_OK : error_nomem(out->err);
}

/* A programme repeats once a set and a language; the English wording of each set is kept. */
static ties_code take_program(struct ch_output *out, struct tree *t)
{
	struct ch_set set = {.program = arena_copy(&out->kept, english(t, "program-key")),
	                     .instrument = arena_copy(&out->kept, english(t, "program-name")),
	                     .origin = arena_copy(&out->kept, tree_take(t, 0, "origin"))};
	ties_code rc = TIES_OK;

	if (!set.program.len)
		set.program = set.instrument;
	for (int pass = 0; rc == TIES_OK && pass < 2; pass++) /* English first: the first wording of a set stays */
		for (uint32_t i = 0; rc == TIES_OK && tree_child(t, 0, "sanctions-set", &i);) {
			if (in_english(t, i) != (pass == 0))
				continue;
			set.name = arena_copy(&out->kept, str_trim(t->nodes.ptr[i].text));
			rc = keep_set(out, tree_attribute(t, i, "ssid"), set);
		}
	return rc;
}

static ties_code take_place(struct ch_output *out, struct tree *t)
{
	struct say *say = &out->say;
	uint32_t country = 0;
	str code = {NULL, 0}, name = {NULL, 0};
	bool fresh;

	if (tree_child(t, 0, "country", &country)) {
		code = tree_attribute(t, country, "iso-code");
		name = tree_text(t, country);
	}
	str parts[3] = {english(t, "location"), english(t, "area"), name};
	struct ch_place place = {.text = arena_copy(&out->kept, say_join(say, parts, 3, ", ")),
	                         .country = arena_copy(&out->kept, code.len ? code : name)};
	str ssid = arena_copy(&out->kept, tree_attribute(t, 0, "ssid"));
	if (!ssid.len)
		return out->kept.failed ? error_nomem(out->err) : TIES_OK;
	uint32_t *number = table_put(&out->place_number, ssid, (uint32_t)out->places.len, &fresh);
	if (!number || (fresh && !vec_push(&out->places, place)) || out->kept.failed)
		return error_nomem(out->err);
	return TIES_OK;
}

/* What targets said of places, now that all places are known. */
static ties_code emit_wanted(struct ch_output *out)
{
	struct say *say = &out->say;

	for (size_t i = 0; i < out->wanted.len; i++) {
		const struct ch_wanted *w = &out->wanted.ptr[i];
		uint32_t number = table_get(&out->place_number, w->place);
		const struct ch_place *place = number == TABLE_NONE ? NULL : &out->places.ptr[number];
		say_begin(say, w->schema, w->record);
		str parts[2] = {w->before, place ? place->text : (str){NULL, 0}};
		say_value(say, w->property, say_join(say, parts, 2, ", "));
		if (place && w->property == PROP_ADDRESS)
			say_country(say, PROP_COUNTRY, place->country);
		if (!place)
			say_unmapped(say, "place", w->place);
		ties_code rc = say_emit(say, out->err);
		say_clear(say);
		if (rc != TIES_OK)
			return rc;
	}
	return TIES_OK;
}

static ties_code take_entry(void *context, struct tree *t)
{
	struct ch_output *out = context;
	str name = t->nodes.ptr[0].name;
	ties_code rc;

	if (str_is(name, "sanctions-program"))
		rc = take_program(out, t);
	else if (str_is(name, "place"))
		rc = take_place(out, t);
	else
		rc = ch_target_emit(out, t);
	say_clear(&out->say);
	return rc;
}

static bool begins(void *, const struct xml *xml, str name)
{
	return xml_depth(xml) == 2 &&
	       (str_is(name, "sanctions-program") || str_is(name, "target") || str_is(name, "place"));
}

static ties_code read(const struct source_set *set, const struct source_sink *sink, ties_error *err)
{
	struct ch_output out = {.say = {.sink = sink, .path = set->part[0].path}, .err = err};
	const struct tree_reader reader = {.context = &out,
	                                   .root = "swiss-sanctions-list",
	                                   .expect = "the Swiss list with the root <swiss-sanctions-list>",
	                                   .begins = begins,
	                                   .entry = take_entry};

	if (!set->part[0].input)
		return error_set(err, TIES_ERR_FORMAT, "the Swiss list has no file");
	ties_code rc = tree_parse(set->part[0].input, &reader, err);
	if (rc == TIES_OK)
		rc = say_check_entries(&out.say, "the Swiss list", err);
	if (rc == TIES_OK)
		rc = emit_wanted(&out);
	table_finish(&out.set_number);
	table_finish(&out.place_number);
	vec_finish(&out.sets);
	vec_finish(&out.places);
	vec_finish(&out.wanted);
	arena_finish(&out.kept);
	say_finish(&out.say);
	return rc;
}

static bool detect(str head, const char *, struct source_claim *claim)
{
	if (!str_is(xml_root_name(head), "swiss-sanctions-list") ||
	    str_is(xml_root_attribute(head, "list-type"), "amendment"))
		return false;
	*claim = (struct source_claim){.dataset = "ch_seco_sanctions"};
	if (date_parse(xml_root_attribute(head, "date"), &claim->version, NULL) != TIES_OK)
		claim->version = (struct date){TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false};
	return true;
}

const struct source_format source_ch_xml = {
    .name = "ch-seco-xml",
    .family = "Switzerland",
    .describes = "Swiss sanctions (SECO, whole list as XML)",
    .parts = {"consolidated-list.xml"},
    .detect = detect,
    .read = read,
};
