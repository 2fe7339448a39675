#include "sources/ofac_item.h"

void ofac_item_begin(struct ofac_item *item, uint64_t line)
{
	arena_clear(&item->arena);
	buf_clear(&item->remarks);
	memset(item->column, 0, sizeof item->column);
	item->aliases.len = 0;
	item->places.len = 0;
	item->bytes = 0;
	item->line = line;
}

void ofac_item_finish(struct ofac_item *item)
{
	arena_finish(&item->arena);
	buf_finish(&item->remarks);
	vec_finish(&item->aliases);
	vec_finish(&item->places);
}

bool ofac_item_is_too_large(const struct ofac_item *item)
{
	return item->bytes > OFAC_ITEM_BYTES_MAX || item->aliases.len > OFAC_ITEM_PARTS_MAX ||
	       item->places.len > OFAC_ITEM_PARTS_MAX;
}

str ofac_item_keep(struct ofac_item *item, str text)
{
	str trimmed = str_trim(text);
	str copy = trimmed.len ? arena_copy(&item->arena, trimmed) : (str){NULL, 0};
	char *to = (char *)(uintptr_t)copy.ptr;
	size_t n = 0;

	item->bytes += trimmed.len + sizeof(str);
	for (size_t i = 0; i < copy.len; i++) {
		bool space = memchr(" \t\r\n", copy.ptr[i], 4) != NULL;
		if (!space || to[n - 1] != ' ')
			to[n++] = space ? ' ' : copy.ptr[i];
	}
	item->failed |= item->arena.failed;
	return (str){copy.ptr, n};
}

void ofac_item_token(struct ofac_item *item, str head, str value)
{
	if (!head.len && !value.len)
		return;
	if (item->remarks.len)
		buf_add(&item->remarks, STR("; "));
	buf_add(&item->remarks, head);
	if (head.len && value.len)
		buf_add_char(&item->remarks, ' ');
	buf_add(&item->remarks, value);
	item->bytes += head.len + value.len + 3;
	item->failed |= item->remarks.failed;
}

void ofac_item_column(struct ofac_item *item, enum ofac_column column, const char *separator, str value)
{
	str *cell = &item->column[column];

	if (!value.len)
		return;
	*cell = cell->len ? arena_print(&item->arena, "%.*s%s%.*s", STR_ARG(*cell), separator, STR_ARG(value)) : value;
	item->bytes += cell->len;
	item->failed |= item->arena.failed;
}

void ofac_item_alias(struct ofac_item *item, str kind, str name, bool weak)
{
	static const char *const kinds[][2] = {{"a.k.a.", "aka"}, {"f.k.a.", "fka"}, {"n.k.a.", "nka"}};
	size_t k = 0;

	for (size_t i = 0; i < 3; i++)
		if (str_equal_nocase(kind, str_from(kinds[i][0])))
			k = i;
	if (!name.len)
		return;
	if (weak)
		ofac_item_token(item, str_from(kinds[k][0]), arena_print(&item->arena, "'%.*s'", STR_ARG(name)));
	else
		item->failed |= !vec_push(&item->aliases, ((struct ofac_alias){.kind = kinds[k][1], .name = name}));
	item->failed |= item->arena.failed;
}

void ofac_item_place(struct ofac_item *item, struct ofac_place place)
{
	item->failed |= !vec_push(&item->places, place);
}

void ofac_item_papers(struct ofac_item *item, const struct ofac_papers *papers)
{
	struct arena *arena = &item->arena;
	str value = papers->number;

	if (papers->country.len)
		value = arena_print(arena, "%.*s (%.*s)", STR_ARG(value), STR_ARG(papers->country));
	if (papers->issued.len)
		value = arena_print(arena, "%.*s issued %.*s", STR_ARG(value), STR_ARG(papers->issued));
	if (papers->expires.len)
		value = arena_print(arena, "%.*s expires %.*s", STR_ARG(value), STR_ARG(papers->expires));
	item->failed |= arena->failed;
	ofac_item_token(item, papers->type, str_trim(value));
}

void ofac_item_comment(struct ofac_item *item, str text)
{
	for (size_t end; text.len; text = str_slice(text, end == SIZE_MAX ? end : end + 2, text.len)) {
		end = str_find(text, STR("; "), 0);
		str token = str_trim(str_slice(text, 0, end));
		if (str_starts(token, STR("(Linked To: ")) && str_ends(token, STR(")")))
			token = str_slice(token, 1, token.len - 1);
		ofac_item_token(item, token, (str){NULL, 0});
	}
}

str ofac_item_name(struct ofac_item *item, bool person, str first, str last)
{
	if (!first.len || !last.len)
		return first.len ? first : last;
	str name = person ? arena_print(&item->arena, "%.*s, %.*s", STR_ARG(last), STR_ARG(first))
	                  : arena_print(&item->arena, "%.*s %.*s", STR_ARG(first), STR_ARG(last));
	item->failed |= !name.ptr;
	return name;
}

static void join(struct ofac_item *item, str *to, const char *separator, str piece)
{
	if (piece.len)
		*to =
		    to->len ? arena_print(&item->arena, "%.*s%s%.*s", STR_ARG(*to), separator, STR_ARG(piece)) : piece;
}

/* The CSV puts city, region and postal code into one column; what the XML keeps apart is added to the address. */
static void emit_place(struct ofac *o, struct ofac_item *item, const struct ofac_place *place)
{
	str cell[6] = {item->column[OFAC_ENT_NUM], place->id, {NULL, 0}, place->city, place->country, {NULL, 0}};
	const struct csv_row row = {.cell = cell, .count = 6, .line = item->line};

	for (size_t i = 0; i < 3; i++)
		join(item, &cell[2], ", ", place->line[i]);
	join(item, &cell[3], ", ", place->region);
	join(item, &cell[3], " ", place->postal_code);
	o->stopped |= item->arena.failed;
	if (o->stopped || !(cell[2].len || cell[3].len || cell[4].len))
		return;
	ofac_read_address(o, &row);
	if (!place->region.len && !place->postal_code.len)
		return;
	ofac_begin_side(o, SCHEMA_ADDRESS, "address", place->id);
	model_draft_add(&o->side, PROP_CITY, place->city);
	model_draft_add(&o->side, PROP_REGION, place->region);
	model_draft_add(&o->side, PROP_POSTAL_CODE, place->postal_code);
	ofac_emit(o, &o->side, OFAC_PLACES);
}

const char *ofac_item_emit(struct ofac *o, struct ofac_item *item)
{
	const struct csv_row primary = {.cell = item->column, .count = OFAC_COLUMNS, .line = item->line};
	uint64_t number;

	o->stopped |= item->failed;
	if (o->stopped)
		return NULL;
	if (!str_to_u64(item->column[OFAC_ENT_NUM], &number))
		return "its number is no number";
	buf_add_char(&item->remarks, '.'); /* as the column ends */
	const char *why = ofac_read_entry(o, &primary, buf_str(&item->remarks), false);
	if (why)
		return why;
	for (size_t i = 0; i < item->aliases.len && !o->stopped; i++) {
		const struct ofac_alias *alias = &item->aliases.ptr[i];
		str cell[5] = {item->column[OFAC_ENT_NUM], {NULL, 0}, str_from(alias->kind), alias->name, {NULL, 0}};
		ofac_read_alt(o, &(struct csv_row){.cell = cell, .count = 5, .line = item->line});
	}
	for (size_t i = 0; i < item->places.len && !o->stopped; i++)
		emit_place(o, item, &item->places.ptr[i]);
	return NULL;
}
