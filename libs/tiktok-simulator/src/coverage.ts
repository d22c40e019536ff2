export type Support = 'supported' | 'partial' | 'absent';

export interface Coverage {
  method: 'GET' | 'POST';
  /** Below `/open_api/v1.3`. */
  path: string;
  support: Support;
  note?: string;
}

const message = '/business/message';
const comment = '/business/comment';
const autoMessage = `${message}/auto_message`;
const noAutomation = 'automatic messages are absent';
const noDirectReply = 'Comment-to-Message is absent';

/** Every endpoint of TikTok's that this project knows of, and how much of it is simulated. */
export const coverage: Coverage[] = [
  { method: 'POST', path: '/tt_user/oauth2/token/', support: 'supported' },
  { method: 'POST', path: '/tt_user/oauth2/refresh_token/', support: 'supported' },
  { method: 'POST', path: '/tt_user/oauth2/revoke/', support: 'supported' },
  { method: 'POST', path: '/tt_user/token_info/get/', support: 'supported' },
  { method: 'GET', path: '/business/get/', support: 'partial', note: 'no analytics (start_date, end_date)' },
  {
    method: 'GET',
    path: '/business/video/list/',
    support: 'partial',
    note: 'counters are made up; ad_post_only is ignored',
  },
  { method: 'GET', path: `${comment}/list/`, support: 'partial', note: 'no duplicates beyond 500 comments' },
  { method: 'GET', path: `${comment}/reply/list/`, support: 'supported' },
  { method: 'POST', path: `${comment}/create/`, support: 'supported' },
  { method: 'POST', path: `${comment}/reply/create/`, support: 'partial', note: 'reply_image_url is refused' },
  { method: 'POST', path: `${comment}/image/upload/`, support: 'supported' },
  { method: 'POST', path: `${comment}/hide/`, support: 'partial', note: 'own comments are refused, an assumption' },
  { method: 'POST', path: `${comment}/like/`, support: 'supported' },
  { method: 'POST', path: `${comment}/delete/`, support: 'supported' },
  { method: 'POST', path: `${comment}/pin/`, support: 'absent' },
  { method: 'POST', path: `${message}/send/`, support: 'partial', note: 'direct_reply is refused' },
  { method: 'GET', path: `${message}/conversation/list/`, support: 'supported' },
  { method: 'GET', path: `${message}/content/list/`, support: 'supported' },
  { method: 'POST', path: `${message}/media/upload/`, support: 'supported' },
  { method: 'POST', path: `${message}/media/download/`, support: 'partial', note: 'videos are placeholder bytes' },
  { method: 'GET', path: `${message}/capabilities/get/`, support: 'supported' },
  { method: 'POST', path: `${autoMessage}/create/`, support: 'absent', note: noAutomation },
  { method: 'POST', path: `${autoMessage}/update/`, support: 'absent', note: noAutomation },
  { method: 'POST', path: `${autoMessage}/delete/`, support: 'absent', note: noAutomation },
  { method: 'POST', path: `${autoMessage}/sort/`, support: 'absent', note: noAutomation },
  { method: 'POST', path: `${autoMessage}/status/update/`, support: 'absent', note: noAutomation },
  { method: 'GET', path: `${autoMessage}/get/`, support: 'absent', note: noAutomation },
  { method: 'POST', path: `${message}/direct_reply/update/`, support: 'absent', note: noDirectReply },
  { method: 'GET', path: `${message}/direct_reply/get/`, support: 'absent', note: noDirectReply },
  { method: 'POST', path: '/business/webhook/update/', support: 'supported' },
  { method: 'GET', path: '/business/webhook/list/', support: 'supported' },
  { method: 'POST', path: '/business/webhook/delete/', support: 'supported' },
];
