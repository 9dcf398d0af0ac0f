/**
 * The regions one can choose from in the catalogue: the province, its cities, and the counties and zones that issue programmes of
 * their own. The check uses the full list of divisions that comes with the catalogue.
 */
export const REGIONS = [
  { code: '320000', name: { zh: '江苏省', en: 'Jiangsu (whole province)' } },
  { code: '320100', name: { zh: '南京市', en: 'Nanjing' } },
  { code: '320200', name: { zh: '无锡市', en: 'Wuxi' } },
  { code: '320300', name: { zh: '徐州市', en: 'Xuzhou' } },
  { code: '320400', name: { zh: '常州市', en: 'Changzhou' } },
  { code: '320500', name: { zh: '苏州市', en: 'Suzhou' } },
  { code: '320576', name: { zh: '苏州市 · 苏州工业园区', en: 'Suzhou · Industrial Park' } },
  { code: '320583', name: { zh: '苏州市 · 昆山市', en: 'Suzhou · Kunshan' } },
  { code: '320585', name: { zh: '苏州市 · 太仓市', en: 'Suzhou · Taicang' } },
  { code: '320600', name: { zh: '南通市', en: 'Nantong' } },
  { code: '320700', name: { zh: '连云港市', en: 'Lianyungang' } },
  { code: '320800', name: { zh: '淮安市', en: 'Huai’an' } },
  { code: '320900', name: { zh: '盐城市', en: 'Yancheng' } },
  { code: '321000', name: { zh: '扬州市', en: 'Yangzhou' } },
  { code: '321100', name: { zh: '镇江市', en: 'Zhenjiang' } },
  { code: '321200', name: { zh: '泰州市', en: 'Taizhou' } },
  { code: '321300', name: { zh: '宿迁市', en: 'Suqian' } },
] as const;
