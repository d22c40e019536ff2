/** Where a file of our own storage is served, to its workspace alone. */
export const mediaUrl = (mediaId: string): string => `/api/v1/media/${mediaId}`;
