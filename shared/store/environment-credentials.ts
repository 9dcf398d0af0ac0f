/** The identity the SDK signs with: what Lambda puts into the environment of a function, read anew for each call. */
export interface EnvironmentCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Credentials from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, and from nowhere else.
 * @throws Error when the first two are not set.
 */
export async function environmentCredentials(): Promise<EnvironmentCredentials> {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken } = process.env;
  if (!accessKeyId || !secretAccessKey) {
    throw new Error('no credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must stand in the environment');
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

/**
 * Takes the place of `@aws-sdk/credential-provider-node` in the bundles (see `infra/build/bundle-functions.ts`): the chain of
 * profiles, SSO, containers and instance metadata is 130 KB that no Lambda ever reads.
 */
export const defaultProvider = () => environmentCredentials;
