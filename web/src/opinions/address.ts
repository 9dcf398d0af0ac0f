export const opinionAddress = (caseId: string, as: string): string => `/opinions/${caseId}?as=${encodeURIComponent(as)}`;
export const opinionsAddress = (as: string): string => `/opinions?as=${encodeURIComponent(as)}`;
