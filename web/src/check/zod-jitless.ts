import * as z from 'zod';

// zod compiles its readers with `new Function` where it may; our pages forbid that. To be said before the first schema is made.
z.config({ jitless: true });
