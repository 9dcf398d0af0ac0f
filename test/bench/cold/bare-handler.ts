import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';

/** The least a Lambda function on a DynamoDB table can be: a client, one read, one answer. What our handlers are measured beside. */
const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_REGION = '', DYNAMODB_ENDPOINT = '', MAIN_TABLE = '' } = process.env;
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    region: AWS_REGION,
    endpoint: DYNAMODB_ENDPOINT,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
  }),
);

export const handler = async () => {
  const { Item: item } = await client.send(
    new GetCommand({ TableName: MAIN_TABLE, Key: { pk: 'CATALOGUE', sk: 'POINTER' }, ConsistentRead: true }),
  );
  return { statusCode: item ? 200 : 503, headers: { 'content-type': 'application/json' }, body: JSON.stringify(item ?? {}) };
};
