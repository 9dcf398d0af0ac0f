/** The addresses one signs in for, by their first part. */
const ACCOUNT = new Set(['me', 'register', 'invitations', 'sessions', 'keep', 'companies', 'office', 'claims', 'desk', 'opinions']);

export const isAccountPath = (path: string): boolean => ACCOUNT.has(path.split('/')[1] ?? '');
