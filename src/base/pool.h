/* Many items over a few threads. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stddef.h>

enum { POOL_THREADS_MAX = 64 };

/** Does one item. `thread` counts from 0 and is below the number of threads asked for: each may keep scratch memory
 *  of its own. Results go where the item's number says, so that their order does not depend on the threads. */
typedef void pool_worker(void *context, unsigned thread, size_t item);

/** Runs `worker` once for each of `count` items on `threads` threads (the caller is one of them) and returns when all
 * are done. Threads take the next free item by an atomic counter, so a slow item holds up nobody. Where a thread cannot
 * be made, the others do its work. O(count) calls. */
void pool_run(unsigned threads, size_t count, pool_worker *worker, void *context);

#endif
