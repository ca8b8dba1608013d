// Files made in memory for the tests of scanner/frame: a page with a pattern whose corners tell which way up it is.
#pragma once

#include <tiffio.h>
#include <turbojpeg.h>
#include <webp/encode.h>

#include <cstring>
#include <map>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "scanner/frame/image.h"

namespace pillarbox::frame::test {

// White, with a red square in the top left corner, a green one top right and a blue one bottom left.
inline cv::Mat pattern(int width = 160, int height = 96) {
  cv::Mat page(height, width, CV_8UC3, cv::Scalar(255, 255, 255));
  const int side = std::min(width, height) / 4;
  cv::rectangle(page, {0, 0, side, side}, cv::Scalar(0, 0, 255), cv::FILLED);
  cv::rectangle(page, {width - side, 0, side, side}, cv::Scalar(0, 255, 0), cv::FILLED);
  cv::rectangle(page, {0, height - side, side, side}, cv::Scalar(255, 0, 0), cv::FILLED);
  return page;
}

inline char nameOf(const cv::Vec3b& pixel) {
  const bool b = pixel[0] > 128, g = pixel[1] > 128, r = pixel[2] > 128;
  return b && g && r ? 'w' : r ? 'r' : g ? 'g' : b ? 'b' : 'k';
}

// The colours of the corners clockwise from the top left: "rgwb" is the right way up.
inline std::string corners(const cv::Mat& page) {
  const int x = page.cols - 4, y = page.rows - 4;
  return {nameOf(page.at<cv::Vec3b>(3, 3)), nameOf(page.at<cv::Vec3b>(3, x)), nameOf(page.at<cv::Vec3b>(y, x)),
          nameOf(page.at<cv::Vec3b>(y, 3))};
}

inline Bytes jpeg(const cv::Mat& picture, int quality = 92, int subsampling = TJSAMP_422) {
  tjhandle handle = tjInitCompress();
  unsigned char* data = nullptr;
  unsigned long size = 0;
  const bool grey = picture.channels() == 1;
  tjCompress2(handle, picture.data, picture.cols, static_cast<int>(picture.step), picture.rows,
              grey ? TJPF_GRAY : TJPF_BGR, &data, &size, grey ? TJSAMP_GRAY : subsampling, quality, 0);
  Bytes bytes(data, data + size);
  tjFree(data);
  tjDestroy(handle);
  return bytes;
}

// An EXIF segment that says nothing but the orientation, in either byte order.
inline Bytes withOrientation(const Bytes& file, int orientation, bool bigEndian = false) {
  const auto o = static_cast<std::uint8_t>(orientation);
  Bytes segment{0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0};
  const Bytes little{'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, o, 0, 0, 0, 0, 0, 0, 0};
  const Bytes big{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, o, 0, 0, 0, 0, 0, 0};
  const Bytes& body = bigEndian ? big : little;
  segment.insert(segment.end(), body.begin(), body.end());
  Bytes out(file.begin(), file.begin() + 2);
  out.insert(out.end(), segment.begin(), segment.end());
  out.insert(out.end(), file.begin() + 2, file.end());
  return out;
}

inline Bytes webp(const cv::Mat& bgr) {
  std::uint8_t* data = nullptr;
  const std::size_t size = WebPEncodeLosslessBGR(bgr.data, bgr.cols, bgr.rows, static_cast<int>(bgr.step), &data);
  Bytes bytes(data, data + size);
  WebPFree(data);
  return bytes;
}

struct TiffPage {
  cv::Mat picture;  // 8-bit BGR or grey; bilevel compressions take grey
  std::uint16_t compression = COMPRESSION_LZW;
  std::uint16_t orientation = ORIENTATION_TOPLEFT;
  float dpiAcross = 200, dpiDown = 200;
  std::uint32_t subfileType = 0;
};

class TiffFile {
 public:
  Bytes write(const std::vector<TiffPage>& pages) {
    TIFF* tiff = TIFFClientOpen("memory", "w", this, read, put, seek, close, size, nullptr, nullptr);
    for (const TiffPage& page : pages) add(tiff, page);
    TIFFClose(tiff);
    return m_bytes;
  }

 private:
  static bool bilevel(std::uint16_t c) {
    return c == COMPRESSION_CCITTFAX4 || c == COMPRESSION_CCITTFAX3 || c == COMPRESSION_CCITTRLE;
  }
  void add(TIFF* tiff, const TiffPage& page) {
    const cv::Mat& p = page.picture;
    const bool two = bilevel(page.compression), grey = p.channels() == 1;
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(p.cols));
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(p.rows));
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, page.compression);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, two ? 1 : 8);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, grey ? 1 : 3);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, page.orientation);
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, static_cast<double>(page.dpiAcross));
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, static_cast<double>(page.dpiDown));
    TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, page.subfileType);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, static_cast<std::uint32_t>(p.rows));
    if (page.compression == COMPRESSION_JPEG) {
      TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_YCBCR);
      TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    } else {
      TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC,
                   two    ? PHOTOMETRIC_MINISWHITE
                   : grey ? PHOTOMETRIC_MINISBLACK
                          : PHOTOMETRIC_RGB);
    }
    for (int y = 0; y < p.rows; ++y) {
      std::vector<std::uint8_t> row(static_cast<std::size_t>(p.cols) * 3 + 8);
      for (int x = 0; x < p.cols; ++x) {
        if (two) {
          if (p.at<std::uint8_t>(y, x) < 128)
            row[static_cast<std::size_t>(x / 8)] |= static_cast<std::uint8_t>(0x80 >> (x % 8));
        } else if (grey) {
          row[static_cast<std::size_t>(x)] = p.at<std::uint8_t>(y, x);
        } else {
          for (int c = 0; c < 3; ++c) row[static_cast<std::size_t>(x * 3 + c)] = p.at<cv::Vec3b>(y, x)[2 - c];
        }
      }
      TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0);
    }
    TIFFWriteDirectory(tiff);
  }
  static TiffFile& of(thandle_t h) { return *static_cast<TiffFile*>(h); }
  static tmsize_t read(thandle_t h, void* to, tmsize_t count) {
    TiffFile& f = of(h);
    const auto left = static_cast<tmsize_t>(f.m_bytes.size()) - static_cast<tmsize_t>(f.m_at);
    count = std::max<tmsize_t>(0, std::min(count, left));
    if (count > 0) std::memcpy(to, &f.m_bytes[f.m_at], static_cast<std::size_t>(count));
    f.m_at += static_cast<std::size_t>(count);
    return count;
  }
  static tmsize_t put(thandle_t h, void* from, tmsize_t count) {
    TiffFile& f = of(h);
    const std::size_t end = f.m_at + static_cast<std::size_t>(count);
    if (f.m_bytes.size() < end) f.m_bytes.resize(end);
    std::memcpy(&f.m_bytes[f.m_at], from, static_cast<std::size_t>(count));
    f.m_at = end;
    return count;
  }
  static toff_t seek(thandle_t h, toff_t offset, int whence) {
    TiffFile& f = of(h);
    f.m_at = static_cast<std::size_t>(whence == SEEK_CUR   ? f.m_at + offset
                                      : whence == SEEK_END ? f.m_bytes.size() + offset
                                                           : offset);
    return f.m_at;
  }
  static int close(thandle_t) { return 0; }
  static toff_t size(thandle_t h) { return of(h).m_bytes.size(); }
  Bytes m_bytes;
  std::size_t m_at = 0;
};

inline Bytes tiff(const std::vector<TiffPage>& pages) {
  return TiffFile().write(pages);
}

// A PDF of pages of `width` by `height` points, each with one black bar as wide as its number says; page `broken`
// (from 0) is missing from the file. `locked`: asks for a password nobody has.
inline Bytes pdf(int pages, double width = 595, double height = 842, int broken = -1, bool locked = false) {
  std::string out = "%PDF-1.4\n";
  std::map<int, std::size_t> places;
  const auto object = [&](int id, const std::string& body) {
    places[id] = out.size();
    out += std::to_string(id) + " 0 obj\n" + body + "\nendobj\n";
  };
  std::string kids;
  for (int i = 0; i < pages; ++i) kids += std::to_string(10 + 2 * i) + " 0 R ";
  object(1, "<</Type/Catalog/Pages 2 0 R>>");
  object(2, "<</Type/Pages/Count " + std::to_string(pages) + "/Kids[" + kids + "]>>");
  for (int i = 0; i < pages; ++i) {
    if (i == broken) continue;
    const std::string draw = "0 g 0 0 " + std::to_string(100 * (i + 1)) + " 50 re f";
    object(10 + 2 * i, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + std::to_string(width) + " " +
                           std::to_string(height) + "]/Resources<<>>/Contents " + std::to_string(11 + 2 * i) +
                           " 0 R>>");
    object(11 + 2 * i, "<</Length " + std::to_string(draw.size()) + ">>\nstream\n" + draw + "\nendstream");
  }
  std::string trailer = "<</Size 1000/Root 1 0 R";
  if (locked) {
    const std::string noise(32, 'x');
    object(3, "<</Filter/Standard/V 1/R 2/O(" + noise + ")/U(" + noise + ")/P -4>>");
    trailer += "/Encrypt 3 0 R/ID[(0123456789abcdef)(0123456789abcdef)]";
  }
  const std::size_t table = out.size();
  out += "xref\n0 1\n0000000000 65535 f \n";
  for (const auto& [id, at] : places) {
    std::string digits = std::to_string(at);
    digits.insert(0, 10 - digits.size(), '0');
    out += std::to_string(id) + " 1\n" + digits + " 00000 n \n";
  }
  out += "trailer\n" + trailer + ">>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  return bytesOf(out);
}

}  // namespace pillarbox::frame::test
