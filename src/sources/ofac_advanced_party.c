/* A party of OFAC's advanced XML: its profile with names and features, turned into the rows of the CSV files. */
#include "sources/ofac_advanced.h"

/* ---- names ---------------------------------------------------------------------------------------------- */

static void add_word(struct arena *arena, str *to, str word)
{
	if (word.len)
		*to = to->len ? arena_print(arena, "%.*s %.*s", STR_ARG(*to), STR_ARG(word)) : word;
}

/* NamePartGroup -> its type; the groups stand behind the names that use them. */
static bool gather_groups(struct table *groups, struct tree *t, uint32_t identity)
{
	for (uint32_t i = identity; tree_find(t, identity, "NamePartGroup", &i);) {
		bool fresh;
		if (!table_put(groups, tree_attribute(t, i, "ID"), i, &fresh))
			return false;
	}
	return true;
}

static bool is_given(str type)
{
	static const char *const given[] = {"First Name", "Middle Name", "Nickname"};

	return ofac_one_of(type, given, sizeof given / sizeof *given);
}

/* The parts of one spelling in their order: given names behind the comma, all others before it. */
static str spell(struct advanced *a, struct tree *t, uint32_t documented, const struct table *groups, bool person)
{
	str first = {NULL, 0}, last = {NULL, 0};

	for (uint32_t i = documented; tree_find(t, documented, "NamePartValue", &i);) {
		uint32_t group = table_get(groups, tree_attribute(t, i, "NamePartGroupID"));
		str type = group == TABLE_NONE
		               ? (str){NULL, 0}
		               : advanced_value(a, "NamePartType", tree_attribute(t, group, "NamePartTypeID"));
		add_word(&t->arena, is_given(type) ? &first : &last, ofac_item_keep(&a->item, t->nodes.ptr[i].text));
	}
	return ofac_item_name(&a->item, person, first, last);
}

/* An Alias has a DocumentedName for each script that it is written in. */
static void take_alias(struct advanced *a, struct tree *t, uint32_t alias, const struct table *groups, bool person)
{
	str kind = advanced_value(a, "AliasType", tree_attribute(t, alias, "AliasTypeID"));
	bool weak = str_is(tree_attribute(t, alias, "LowQuality"), "true");
	bool primary = str_is(tree_attribute(t, alias, "Primary"), "true");

	for (uint32_t i = alias; tree_child(t, alias, "DocumentedName", &i);) {
		str name = spell(a, t, i, groups, person);
		if (primary && !a->item.column[OFAC_SDN_NAME].len)
			a->item.column[OFAC_SDN_NAME] = name;
		else
			ofac_item_alias(&a->item, kind, name, weak);
	}
}

static void take_papers(struct advanced *a, str identity)
{
	uint32_t at = table_get(&a->papers_of, identity);

	for (; at != TABLE_NONE; at = a->papers.ptr[at].next) {
		ofac_item_papers(&a->item, &a->papers.ptr[at].papers);
		ofac_item_token(&a->item, a->papers.ptr[at].note, (str){NULL, 0});
	}
}

static void take_identity(struct advanced *a, struct tree *t, uint32_t identity, bool person)
{
	struct table groups = {0};

	a->item.failed |= !gather_groups(&groups, t, identity);
	for (uint32_t i = identity; tree_child(t, identity, "Alias", &i);)
		take_alias(a, t, i, &groups, person);
	take_papers(a, tree_attribute(t, identity, "ID"));
	table_finish(&groups);
}

/* ---- features ------------------------------------------------------------------------------------------- */

static const struct ofac_place *place_at(const struct advanced *a, struct tree *t, uint32_t version)
{
	uint32_t at = version;

	if (!tree_child(t, version, "VersionLocation", &at))
		return NULL;
	uint32_t found = table_get(&a->place_of, tree_attribute(t, at, "LocationID"));
	return found == TABLE_NONE ? NULL : &a->places.ptr[found];
}

/* A place in one line: "Gaza, Palestinian"; of a country alone its name. */
static str place_text(struct tree *t, const struct ofac_place *place)
{
	const str parts[] = {place->line[0], place->line[1],     place->line[2], place->city,
	                     place->region,  place->postal_code, place->country};
	str text = {NULL, 0};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].len)
			text = text.len ? arena_print(&t->arena, "%.*s, %.*s", STR_ARG(text), STR_ARG(parts[i]))
			                : parts[i];
	return text;
}

/* The value of a feature is a text, a reference, a place or a date. */
static str value_of(struct advanced *a, struct tree *t, uint32_t version)
{
	str value = advanced_period(t, version);
	uint32_t at = version;

	if (value.len)
		return value;
	if (tree_child(t, version, "VersionDetail", &at)) {
		value = ofac_item_keep(&a->item, t->nodes.ptr[at].text);
		if (!value.len)
			value = advanced_value(a, "DetailReference", tree_attribute(t, at, "DetailReferenceID"));
	}
	const struct ofac_place *place = place_at(a, t, version);
	return value.len || !place ? value : place_text(t, place);
}

static void take_feature(struct advanced *a, struct tree *t, uint32_t feature)
{
	str name = advanced_value(a, "FeatureType", tree_attribute(t, feature, "FeatureTypeID"));

	for (uint32_t i = feature; tree_child(t, feature, "FeatureVersion", &i);) {
		const struct ofac_place *place = place_at(a, t, i);
		if (place && str_is(name, "Location"))
			ofac_item_place(&a->item, *place);
		else
			ofac_item_feature(&a->item, name, value_of(a, t, i));
		ofac_item_token(&a->item, (str){NULL, 0}, ofac_item_keep(&a->item, tree_take(t, i, "Comment")));
	}
}

/* ---- the party ------------------------------------------------------------------------------------------ */

static str type_of(const struct advanced *a, str subtype)
{
	str party = advanced_value(a, "PartyType", advanced_value(a, "PartySubType.PartyTypeID", subtype));

	return str_is(party, "Transport") ? advanced_value(a, "PartySubType", subtype) : party;
}

static void take_profile(struct advanced *a, struct tree *t, uint32_t profile)
{
	str type = type_of(a, tree_attribute(t, profile, "PartySubTypeID"));

	a->item.column[OFAC_SDN_TYPE] = type;
	for (uint32_t i = profile; tree_child(t, profile, "Identity", &i);)
		take_identity(a, t, i, str_equal_nocase(type, STR("individual")));
	for (uint32_t i = profile; tree_child(t, profile, "Feature", &i);)
		take_feature(a, t, i);
}

ties_code advanced_party(struct advanced *a, struct tree *t)
{
	uint32_t profile = 0;

	ofac_item_begin(&a->item, t->line);
	str id = tree_attribute(t, 0, "FixedRef");
	if (tree_child(t, 0, "Profile", &profile)) {
		if (!id.len)
			id = tree_attribute(t, profile, "ID");
		a->item.column[OFAC_ENT_NUM] = id;
		take_profile(a, t, profile);
	}
	ofac_item_comment(&a->item, ofac_item_keep(&a->item, tree_take(t, 0, "Comment")));
	a->item.failed |= t->arena.failed;
	if (ofac_item_is_too_large(&a->item))
		return error_at(a->err, TIES_ERR_LIMIT, a->path, t->line,
		                "one party holds more than %d bytes: none of the list does, so the file is damaged",
		                OFAC_ITEM_BYTES_MAX);
	const char *why = profile ? ofac_item_emit(&a->o, &a->item) : "a party without a profile";
	if (why && !a->o.stopped)
		a->o.sink->reject(a->o.sink->context, a->path, t->line, why, id);
	return a->o.stopped || a->item.failed ? error_nomem(a->err) : TIES_OK;
}
