/* A key is near when the scorer could pair it (name_keys_near): it sounds nearly the same, or both belong to one group
 * of words. The first are found by a walk through the keys in order of their sounds, which leaves whole beginnings
 * out (names/walk.h), and then asked themselves; the others come from CLASS_KEY. Names share tokens, so a batch finds
 * most lists here. */
#include "match/near.h"

#include "names/walk.h"

enum {
	LISTS_MAX = 1 << 16, /* lists kept before starting over */
	KEYS_MAX = 4 << 20   /* keys in all of them, 16 MiB */
};

void near_cache_finish(struct near_cache *c)
{
	table_finish(&c->table);
	arena_finish(&c->texts);
	vec_finish(&c->lists);
	vec_finish(&c->keys);
}

/* Starting over is all the eviction there is: it costs one scan for each key that comes again. */
static void forget(struct near_cache *c)
{
	table_finish(&c->table);
	arena_clear(&c->texts);
	c->lists.len = 0;
	c->keys.len = 0;
}

/* The first SOUND_KEY item with that many sounds or more. */
static uint32_t find_length(const ties_book *b, size_t sounds)
{
	uint32_t low = 0, high = b->SOUND_KEY.count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (b->SOUND_KEY.items[mid].sound_count < sounds)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/** One key on its way through the keys of one length. */
struct walker {
	struct near_cache *c;
	const struct name_key *key;
	struct name_walk *walk;
	uint32_t end; /* behind the last SOUND_KEY item of that length */
};

/* Goes down SOUND_KEY item `i` from the `depth` that it shares with the item before. Returns the depth at which no near
 * key goes on, 0 when the whole of it was walked. */
static size_t descend(struct walker *w, uint32_t i, size_t depth)
{
	const ties_book *b = w->c->b;
	const struct book_sound_key *k = &b->SOUND_KEY.items[i];
	struct book_range r = BOOK_RANGE(b, SOUND, k->first_sound, k->sound_count);
	const uint8_t *sounds = b->SOUND.items + r.begin;

	if (r.end - r.begin != w->walk->other_len)
		return 1;
	while (depth < w->walk->other_len) {
		depth++;
		if (!name_walk_step(w->walk, depth, depth > 1 ? sounds[depth - 2] : 0, sounds[depth - 1]))
			return depth;
	}
	return 0;
}

static bool add_if_near(struct walker *w, uint32_t key)
{
	const struct book_key *k = BOOK_AT(w->c->b, KEY, key);
	const struct name_key other = {.text = book_string(w->c->b, k->text), .class = k->class};

	return !name_keys_near(w->key, &other) || vec_push(&w->c->keys, key);
}

/* The first item behind `i` that shares less than `left` sounds with the one before it. */
static uint32_t leave(const struct walker *w, uint32_t i, size_t left)
{
	const struct book_sound_key *items = w->c->b->SOUND_KEY.items;

	for (i++; i < w->end && items[i].shared >= left;)
		i = items[i].next > i ? items[i].next : i + 1; /* a damaged file leads nowhere else than on */
	return i;
}

static bool walk_length(struct walker *w, uint32_t begin)
{
	const struct book_sound_key *items = w->c->b->SOUND_KEY.items;
	uint32_t i = begin;

	while (i < w->end) {
		size_t shared = i == begin || items[i].shared > w->walk->other_len ? 0 : items[i].shared;
		size_t left = descend(w, i, shared);
		if (left == 0 && name_walk_ends_near(w->walk) && !add_if_near(w, items[i].key))
			return false;
		i = left ? leave(w, i, left) : i + 1;
	}
	return true;
}

static bool add_by_sound(struct near_cache *c, const struct name_key *key)
{
	uint8_t sounds[WALK_SOUNDS_MAX];
	size_t len = name_key_sounds(key->text, sounds);
	struct walker w = {.c = c, .key = key, .walk = &c->walk};
	uint32_t begin = 0;

	name_walk_for(w.walk, sounds, len);
	for (size_t other = 0; other <= WALK_SOUNDS_MAX; other++, begin = w.end) {
		w.end = find_length(c->b, other + 1);
		if (begin < w.end && name_walk_begin(w.walk, other) && !walk_length(&w, begin))
			return false;
	}
	return true;
}

/* First CLASS_KEY item whose class is not less. */
static uint32_t find_class(const ties_book *b, uint32_t class)
{
	uint32_t low = 0, high = b->CLASS_KEY.count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (BOOK_AT(b, KEY, b->CLASS_KEY.items[mid])->class < class)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static bool add_by_class(struct near_cache *c, const struct name_key *key)
{
	const ties_book *b = c->b;

	if (key->class == 0)
		return true;
	for (uint32_t i = find_class(b, key->class); i < b->CLASS_KEY.count; i++) {
		const struct book_key *k = BOOK_AT(b, KEY, b->CLASS_KEY.items[i]);
		if (k->class != key->class)
			break;
		if (k->posting_count > 0 && !vec_push(&c->keys, b->CLASS_KEY.items[i]))
			return false;
	}
	return true;
}

/* Room for one more list; an index of the new list, TABLE_NONE when memory ran out. */
static uint32_t make_list(struct near_cache *c, const struct name_key *key)
{
	if (c->lists.len >= LISTS_MAX || c->keys.len >= KEYS_MAX)
		forget(c);
	uint32_t first = (uint32_t)c->keys.len;
	if (!add_by_sound(c, key) || !add_by_class(c, key)) {
		c->keys.len = first;
		return TABLE_NONE;
	}
	c->scans++;
	if (!vec_push(&c->lists, ((struct near_list){first, (uint32_t)c->keys.len - first})))
		return TABLE_NONE;
	return (uint32_t)c->lists.len - 1;
}

bool near_keys(struct near_cache *c, const struct name_key *key, const uint32_t **out, size_t *count)
{
	char bytes[NAME_TEXT_MAX + sizeof key->class];
	size_t len = key->text.len < NAME_TEXT_MAX ? key->text.len : NAME_TEXT_MAX;
	bool fresh;

	memcpy(bytes, &key->class, sizeof key->class);
	memcpy(bytes + sizeof key->class, key->text.ptr, len);
	str name = {bytes, sizeof key->class + len};
	bool whole = len == key->text.len;
	uint32_t list = whole ? table_get(&c->table, name) : TABLE_NONE;
	if (list == TABLE_NONE) {
		list = make_list(c, key);
		if (list == TABLE_NONE)
			return false;
		str kept = whole ? arena_copy(&c->texts, name) : (str){NULL, 0};
		if (whole && (!kept.ptr || !table_put(&c->table, kept, list, &fresh)))
			return false;
	}
	*count = c->lists.ptr[list].count;
	*out = *count ? c->keys.ptr + c->lists.ptr[list].first : NULL;
	return true;
}
