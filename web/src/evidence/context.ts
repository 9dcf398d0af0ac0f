import { createContext, useContext } from 'react';
import type { RouteKey } from '../../../shared/contracts/routes.ts';

type LinkRoute = Extract<RouteKey, `POST ${string}/links`>;

/** A paper that can be laid open beside the page, and by which route its link is asked for: may one not open it there, it does not open here. */
export type EvidencePaper = {
  readonly id: string;
  readonly title: string;
  readonly route: LinkRoute;
  readonly params: Readonly<Record<string, string>>;
  /** What is known of its file: the page draws some kinds, and saves the others. */
  readonly file: { readonly fileName: string } | { readonly mediaType: string } | undefined;
};

type EvidenceTable = {
  /** Of the paper that lies open. */
  readonly openId: string | undefined;
  /** Lays a paper open; closing it gives the focus back to what asked for it. */
  open(paper: EvidencePaper, opener: HTMLElement): void;
};

export const EvidenceContext = createContext<EvidenceTable | undefined>(undefined);

export function useEvidence(): EvidenceTable {
  const table = useContext(EvidenceContext);
  if (!table) throw new Error('a paper stands where none can be laid open');
  return table;
}
