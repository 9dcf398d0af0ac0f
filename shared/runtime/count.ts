/**
 * What belongs into a log line so that it counts as metrics too (CloudWatch embedded metric format), by service. A count of 0 is told as well: an
 * alarm then knows that somebody looked.
 */
export const countsOf = (timestamp: number, counts: Readonly<Record<string, number>>) => ({
  ...counts,
  _aws: {
    Timestamp: timestamp,
    CloudWatchMetrics: [
      { Namespace: 'Rongqiao', Dimensions: [['service']], Metrics: Object.keys(counts).map((Name) => ({ Name, Unit: 'Count' })) },
    ],
  },
});
