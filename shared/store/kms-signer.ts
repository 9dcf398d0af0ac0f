import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { SealAlgorithm } from '../domain/audit/seal.ts';
import { keyIdOf } from './audit-tree.ts';
import { environmentCredentials } from './environment-credentials.ts';

/** Signs seals with a key nobody can take out of its keeping. */
export interface Signer {
  readonly algorithm: SealAlgorithm;
  /** DER of the SubjectPublicKeyInfo, and the SHA-256 of it by which seals name the key. */
  publicKey(): Promise<{ readonly keyId: string; readonly publicKey: Uint8Array }>;
  /** @param bytes at most 4,096, as they are: KMS hashes them itself */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface KmsSignerOptions {
  readonly region: string;
  /** Another service with the interface of KMS; local mode has one. */
  readonly endpoint?: string | undefined;
  /** Id or ARN of an asymmetric key for signing. */
  readonly key: string;
  readonly algorithm: SealAlgorithm;
  readonly now: () => Date;
}

/** A key of KMS: P-256 with ECDSA, or in the partition of China SM2 with SM2DSA. */
export function createKmsSigner({ region, endpoint, key, algorithm, now }: KmsSignerOptions): Signer {
  const client = new KMSClient({
    region,
    ...(endpoint && { endpoint }),
    credentials: environmentCredentials,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
  /** The SDK signs its requests with the machine's time and this offset; ours can be ahead of it in local mode. */
  const withOurTime = () => {
    client.config.systemClockOffset = now().getTime() - Date.now();
  };
  return {
    algorithm,
    async publicKey() {
      withOurTime();
      const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: key }));
      if (!PublicKey) throw new Error('the key of the seals has no public half');
      return { keyId: keyIdOf(PublicKey), publicKey: PublicKey };
    },
    async sign(bytes) {
      withOurTime();
      const { Signature } = await client.send(
        new SignCommand({ KeyId: key, Message: bytes, MessageType: 'RAW', SigningAlgorithm: algorithm }),
      );
      if (!Signature) throw new Error('the key of the seals gave no signature');
      return Signature;
    },
  };
}
