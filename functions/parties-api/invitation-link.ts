/** A page of ours. What follows `#` stays in the browser, and so out of every log on the way. */
export const linkOf = (secret: string): string => `/invitations#${secret}`;

/** What a repeat of the command is answered: the secret is shown once, and kept nowhere. */
export const onRepeat = <Answer extends { readonly secret: string | null; readonly link: string | null }>(answer: Answer) => ({
  ...answer,
  secret: null,
  link: null,
});
