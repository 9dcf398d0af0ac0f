/** What a rule of a schema says where it is broken, in both languages; `shared/http/validate.ts` answers with it. */
export const rule = (zh: string, en: string) => ({ error: en, params: { zh } });
