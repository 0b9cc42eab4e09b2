/* Counts what the calling thread asks of the C allocator, and with it of Swift's. */
#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdbool.h>

/* Whether this build counts: not under a sanitizer, which has an allocator of its own. */
bool allocation_counter_works(void);

/* The requests of the calling thread so far. */
long allocation_count(void);

#endif
