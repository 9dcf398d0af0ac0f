import type { Document } from './document.ts';

/** Where an upload waits: a place of its own for each paper, made of ids alone. */
export const quarantineKey = (organisationId: string, documentId: string): string => `${organisationId}/${documentId}`;

/** Where a clean file is kept: under its content, so that nothing can ever be written over it. */
export const vaultKey = ({ organisationId, id }: Pick<Document, 'organisationId' | 'id'>, sha256: string): string =>
  `${organisationId}/${id}/${sha256}`;

const KEY = /^([A-Za-z0-9._-]{1,64})\/([A-Za-z0-9._-]{1,64})$/;

/** Whose upload lies under a key of the quarantine; undefined for one that no form of ours names. */
export function ownerOf(key: string): { readonly organisationId: string; readonly documentId: string } | undefined {
  const [, organisationId, documentId] = KEY.exec(key) ?? [];
  return organisationId === undefined || documentId === undefined ? undefined : { organisationId, documentId };
}
