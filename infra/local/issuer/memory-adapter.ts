import type { Adapter, AdapterConstructor, AdapterPayload } from 'oidc-provider';

type Kept = { readonly payload: AdapterPayload; readonly endsAt: number };

/** Sign-ins under way and sessions of the provider; more than this many of one kind are the work of a loop, and the oldest go. */
const MOST_KEPT = 2_000;

/**
 * What the provider remembers, in memory: it is gone with the process, and whoever was signed in at the issuer chooses a person anew. Codes,
 * sessions and grants of a real issuer are its own affair.
 */
export function memoryAdapter(): AdapterConstructor {
  const models = new Map<string, Map<string, Kept>>();
  const rowsOf = (model: string): Map<string, Kept> => {
    const rows = models.get(model) ?? new Map<string, Kept>();
    models.set(model, rows);
    return rows;
  };

  return class implements Adapter {
    readonly #rows: Map<string, Kept>;
    constructor(model: string) {
      this.#rows = rowsOf(model);
    }

    async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
      const now = Date.now();
      for (const [other, { endsAt }] of this.#rows) {
        if (endsAt > now && this.#rows.size < MOST_KEPT) break;
        this.#rows.delete(other);
      }
      this.#rows.delete(id);
      this.#rows.set(id, { payload, endsAt: expiresIn === undefined ? Number.POSITIVE_INFINITY : now + expiresIn * 1000 });
    }

    async find(id: string): Promise<AdapterPayload | undefined> {
      const kept = this.#rows.get(id);
      return kept && kept.endsAt > Date.now() ? kept.payload : undefined;
    }

    async findByUid(uid: string): Promise<AdapterPayload | undefined> {
      const found = [...this.#rows].find(([, { payload }]) => payload.uid === uid);
      return found && this.find(found[0]);
    }

    /** Codes for devices without a keyboard are not offered. */
    async findByUserCode(): Promise<undefined> {}

    async consume(id: string): Promise<void> {
      const kept = this.#rows.get(id);
      if (kept) kept.payload.consumed = Math.floor(Date.now() / 1000);
    }

    async destroy(id: string): Promise<void> {
      this.#rows.delete(id);
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [id, { payload }] of this.#rows) if (payload.grantId === grantId) this.#rows.delete(id);
    }
  };
}
