import { describe, expect, it } from 'vitest';
import { resourcesOf, STAGE_NAMES, synthesise } from './synthesise.ts';

/** What Beijing and Ningxia do not have, or have without certificates for a domain of one's own. */
const MISSING_SERVICES = [
  'AWS::CloudFront::',
  'AWS::Cognito::',
  'AWS::SES::',
  'AWS::Pinpoint::',
  'AWS::XRay::',
  'AWS::ApiGateway::',
  'AWS::Lambda::Url',
];

/** Principals that bear this one name in every partition, China included; all others end in the suffix of the partition. */
const SAME_EVERYWHERE = ['apigateway', 'backup', 'cloudwatch', 'events', 'lambda', 's3'].map((service) => `${service}.amazonaws.com`);

describe('templates for aws-cn', () => {
  const { templates } = synthesise('aws-cn');
  const resources = [...templates.values()].flatMap(({ Resources }) => Object.values(Resources));
  const text = JSON.stringify([...templates.values()]);

  it('are the data and the service of each stage, without a web stack', () => {
    expect([...templates.keys()].sort()).toEqual(STAGE_NAMES.flatMap((stage) => [`rongqiao-${stage}-data`, `rongqiao-${stage}-service`]));
  });

  it.each(MISSING_SERVICES)('use nothing of %s', (prefix) => {
    expect(resources.filter(({ Type }) => Type.startsWith(prefix))).toEqual([]);
  });

  it('trace nothing with X-Ray and ask for no edge-optimised endpoint', () => {
    expect(text).not.toMatch(/TracingConfig|xray:|"EDGE"/u);
  });

  it('hold no ARN of the other partition', () => {
    expect(text).not.toContain('arn:aws:');
    expect(text).not.toContain('arn:aws"');
  });

  it('hold the domain of the other partition only in the names of principals that are the same everywhere', () => {
    const found = text.match(/[\w.-]*amazonaws\.com(?!\.cn)/gu) ?? [];
    expect([...new Set(found)].sort()).toEqual(SAME_EVERYWHERE);
    for (const principal of SAME_EVERYWHERE) {
      const uses = text.split(`"${principal}"`).length - 1;
      const asPrincipal = text.split(`"Service":"${principal}"`).length - 1 + (text.split(`"Principal":"${principal}"`).length - 1);
      expect(asPrincipal, principal).toBe(uses);
    }
  });

  it('name the principal of the logs with the suffix of the partition', () => {
    expect(text).toContain('["logs.",{"Ref":"AWS::Region"},".",{"Ref":"AWS::URLSuffix"}]');
  });
});

describe('templates for aws', () => {
  const synthesis = synthesise('aws');

  it('name their partition by reference as well: the same code serves both', () => {
    expect(JSON.stringify([...synthesis.templates.values()])).not.toContain('arn:aws:');
  });

  it('have a web stack per stage', () => {
    for (const stage of STAGE_NAMES)
      expect(resourcesOf(synthesis, `rongqiao-${stage}-web`, 'AWS::CloudFront::Distribution')).toHaveLength(1);
  });
});
