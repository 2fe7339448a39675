/* Memberships of a Popolo file: who held which office for whom, from when to when. */
#include "sources/popolo.h"

/* A membership with what it refers to. */
struct membership {
	const json_t *json;
	size_t index;
	str person;                                  /* id */
	str organization, party, area, post, period; /* ids, empty when it names none */
	const json_t *organization_json, *area_json, *post_json, *period_json;
	str role;       /* text */
	str start, end; /* its own, else those of the period */
};

static str capital(struct popolo *p, str text)
{
	str copy = arena_copy(&p->say.arena, text);
	char *c = (char *)(uintptr_t)copy.ptr;

	if (copy.len && *c >= 'a' && *c <= 'z')
		*c = (char)(*c - 32);
	return copy;
}

/* A date of the membership, else that of the legislative period: files give it only where the two differ. */
static str date_of(const struct membership *m, const char *key)
{
	str own = json_value_member(m->json, key);

	return own.len ? own : json_value_member(m->period_json, key);
}

/* False when it was rejected. */
static bool look_up(struct popolo *p, struct membership *m)
{
	const json_t *j = m->json;

	m->person = json_value_member(j, "person_id");
	m->post = json_value_member(j, "post_id");
	m->post_json = popolo_find(p, POPOLO_POSTS, m->post);
	m->organization = json_value_member(j, "organization_id");
	if (!m->organization.len)
		m->organization = json_value_member(m->post_json, "organization_id");
	m->area = json_value_member(j, "area_id");
	if (!m->area.len)
		m->area = json_value_member(m->post_json, "area_id");
	m->party = json_value_member(j, "on_behalf_of_id");
	m->period = json_value_member(j, "legislative_period_id");
	m->organization_json = popolo_find(p, POPOLO_ORGANIZATIONS, m->organization);
	m->area_json = popolo_find(p, POPOLO_AREAS, m->area);
	m->period_json = popolo_find(p, POPOLO_EVENTS, m->period);
	m->role = popolo_name(p, j, "role");
	m->start = date_of(m, "start_date");
	m->end = date_of(m, "end_date");
	const char *why = !popolo_find(p, POPOLO_PERSONS, m->person) ? "person_id names nobody of the file"
	                  : !m->organization_json                    ? "organization_id names nothing in the file"
	                                                             : NULL;
	if (why)
		popolo_reject(p, "memberships", m->index, why, m->person);
	return !why;
}

/* The country in which an area lies: the first of it and those around it that is one. */
static str country_of(struct popolo *p, str area)
{
	for (int up = 0; up < 8 && area.len; up++) {
		const json_t *json = popolo_find(p, POPOLO_AREAS, area);
		str code = model_country_code(popolo_name(p, json, "name"));
		if (code.len)
			return code;
		area = json_value_member(json, "parent_id");
	}
	return (str){NULL, 0};
}

/* "Member of House of Commons"; a role that Wikidata names is whole as it is. */
static str position_name(struct popolo *p, const struct membership *m)
{
	str organization = popolo_name(p, m->organization_json, "name"), post = popolo_name(p, m->post_json, "label");
	str role = m->role.len ? m->role : post.len ? post : STR("member");

	if (json_value_member(m->json, "role_code").len)
		return capital(p, role);
	if (post.len && !str_equal(post, role))
		return say_print(&p->say, "%.*s, %.*s", STR_ARG(capital(p, post)), STR_ARG(organization));
	return say_print(&p->say, "%.*s of %.*s", STR_ARG(capital(p, role)), STR_ARG(organization));
}

static str position_id(struct popolo *p, const struct membership *m)
{
	str code = json_value_member(m->json, "role_code"), role = m->role.len ? m->role : STR("member");

	if (code.len)
		role = code;
	return say_print(&p->say, "position/%.*s/%.*s%s%.*s", STR_ARG(m->organization), STR_ARG(role),
	                 m->post.len ? "/" : "", STR_ARG(m->post));
}

static ties_code need_position(struct popolo *p, const struct membership *m, str id)
{
	bool fresh;

	if (table_get(&p->positions, id) != TABLE_NONE)
		return TIES_OK;
	str key = arena_copy(&p->kept, id);
	if (!key.ptr || !table_put(&p->positions, key, 0, &fresh))
		return error_nomem(p->err);
	say_begin(&p->say, SCHEMA_POSITION, id);
	say_value(&p->say, PROP_NAME, position_name(p, m));
	say_value(&p->say, PROP_COUNTRY, country_of(p, json_value_member(m->organization_json, "area_id")));
	say_value(&p->say, PROP_ORGANIZATION, popolo_id(p, POPOLO_ORGANIZATIONS, m->organization));
	say_unmapped(&p->say, "role_superclass", popolo_name(p, m->json, "role_superclass"));
	say_unmapped(&p->say, "role_superclass_code", json_value_member(m->json, "role_superclass_code"));
	static const char *const done[] = {"id", "label", "organization_id", "area_id", NULL};
	popolo_say_members(p, m->post_json, done);
	return say_emit(&p->say, p->err);
}

static void say_dates(struct popolo *p, const struct membership *m)
{
	if (m->start.len)
		say_date_text(&p->say, PROP_START_DATE, m->start);
	if (m->end.len)
		say_date_text(&p->say, PROP_END_DATE, m->end);
}

/* Its own id where it has one; else what tells it from all others. */
static str occupancy_id(struct popolo *p, const struct membership *m, str position)
{
	str own = json_value_member(m->json, "id");

	if (own.len)
		return say_print(&p->say, "%.*s#office#%.*s", STR_ARG(m->person), STR_ARG(own));
	return say_print(&p->say, "%.*s#%.*s#%.*s#%.*s#%.*s#%.*s", STR_ARG(m->person), STR_ARG(position),
	                 STR_ARG(m->area), STR_ARG(m->period), STR_ARG(m->party),
	                 STR_ARG(json_value_member(m->json, "start_date")));
}

static ties_code emit_occupancy(struct popolo *p, const struct membership *m)
{
	static const char *const done[] = {"id",
	                                   "person_id",
	                                   "post_id",
	                                   "organization_id",
	                                   "area_id",
	                                   "start_date",
	                                   "on_behalf_of_id",
	                                   "legislative_period_id",
	                                   "role",
	                                   "end_date",
	                                   "role_code",
	                                   "role_superclass",
	                                   "role_superclass_code",
	                                   NULL};
	str position = position_id(p, m);
	ties_code rc = need_position(p, m, position);

	if (rc != TIES_OK)
		return rc;
	const json_t *party = popolo_find(p, POPOLO_ORGANIZATIONS, m->party);
	str area = popolo_name(p, m->area_json, "name");
	say_begin(&p->say, SCHEMA_OCCUPANCY, occupancy_id(p, m, position));
	say_value(&p->say, PROP_HOLDER, m->person);
	say_value(&p->say, PROP_POST, position);
	say_dates(p, m);
	say_value(&p->say, PROP_SUBNATIONAL_AREA, area.len ? area : m->area);
	say_value(&p->say, PROP_POLITICAL, party ? popolo_name(p, party, "name") : m->party);
	str period = popolo_name(p, m->period_json, "name");
	say_unmapped(&p->say, "legislative_period", period.len ? period : m->period);
	if (m->role.len)
		say_value(&p->say, PROP_ROLE, m->role);
	popolo_say_members(p, m->json, done);
	return say_emit(&p->say, p->err);
}

/* A membership in a party, or in any other organization that has no seats. */
static ties_code emit_membership(struct popolo *p, const struct membership *m, str organization)
{
	say_begin(&p->say, SCHEMA_MEMBERSHIP,
	          say_print(&p->say, "%.*s#member#%.*s#%.*s#%.*s", STR_ARG(m->person), STR_ARG(organization),
	                    STR_ARG(m->period), STR_ARG(json_value_member(m->json, "start_date"))));
	say_value(&p->say, PROP_MEMBER, m->person);
	say_value(&p->say, PROP_ORGANIZATION, popolo_id(p, POPOLO_ORGANIZATIONS, organization));
	say_dates(p, m);
	if (str_equal(organization, m->organization))
		say_value(&p->say, PROP_ROLE, m->role);
	return say_emit(&p->say, p->err);
}

ties_code popolo_emit_memberships(struct popolo *p)
{
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(p->root, "memberships"), i, item)
	{
		struct membership m = {.json = item, .index = i};
		say_clear(&p->say);
		if (!look_up(p, &m))
			continue;
		bool party = str_is(json_value_member(m.organization_json, "classification"), "party");
		ties_code rc = party ? emit_membership(p, &m, m.organization) : emit_occupancy(p, &m);
		if (rc == TIES_OK && !party && popolo_find(p, POPOLO_ORGANIZATIONS, m.party))
			rc = emit_membership(p, &m, m.party);
		if (rc != TIES_OK)
			return rc;
	}
	return TIES_OK;
}
