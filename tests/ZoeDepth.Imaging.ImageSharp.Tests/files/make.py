"""Makes the files beside it with Pillow, and what Pillow reads of them: NAME.png is the upright RGB (or gray) of NAME.

Run with Pillow 9.4 or newer built with libwebp and libtiff: python3 make.py
"""
import os
from PIL import Image, ImageOps

here = os.path.dirname(os.path.abspath(__file__))
photo = Image.open(os.path.join(here, "../../../samples/photos/coffee.jpg")).convert("RGB")
small = photo.resize((61, 47), Image.LANCZOS)
gray = small.convert("L")
sixteen = Image.new("I;16", small.size)
sixteen.putdata([257 * v + (i % 200) for i, v in enumerate(gray.getdata())])
alpha = small.copy()
alpha.putalpha(gray)
exif = Image.Exif()
exif[0x0112] = 6
exif[0x010F] = "Maker"
exif[0x0110] = "Camera 1"
turned = exif.tobytes()
exif[0x8769] = {0xA405: 28}
xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="8"/></x:xmpmeta>'


def save(name, image, **options):
    path = os.path.join(here, name)
    image.save(path, **options)
    seen = ImageOps.exif_transpose(Image.open(path))
    (seen if seen.mode in ("L", "I;16") else seen.convert("RGB")).save(path + ".png")


save("lossy.webp", small, quality=80)
save("lossy-small-quality.webp", small, quality=5, method=6)
save("lossless.webp", small, lossless=True)
save("palette.webp", small.quantize(16).convert("RGB"), lossless=True)
save("opacity.webp", alpha, quality=80, exact=True)
save("turned.webp", small, quality=90, exif=exif)
small.save(os.path.join(here, "turned-xmp.webp"), lossless=True, xmp=xmp)
save("plain.gif", small.quantize(64))
save("interlaced.gif", small.quantize(256), interlace=1)
save("gray.gif", gray)
save("plain.tif", small)
save("deflate.tif", small, compression="tiff_adobe_deflate")
save("lzw.tif", small, compression="tiff_lzw")
save("packbits.tif", small, compression="packbits")
save("jpeg.tif", small, compression="jpeg", quality=95)
save("gray.tif", gray)
save("gray16.tif", sixteen)
save("bilevel.tif", small.convert("1"), compression="packbits")
save("palette.tif", small.quantize(32))
save("opacity.tif", alpha)
save("plain.tga", small)
save("rle.tga", small, compression="tga_rle")
save("gray.tga", gray)
save("palette.tga", small.quantize(32))
save("opacity.tga", alpha)
# Pillow 9.4 leaves a TIFF as it is stored; newer ones turn it.
small.save(os.path.join(here, "turned.tif"), exif=turned)
small.transpose(Image.ROTATE_270).save(os.path.join(here, "turned.tif.png"))
# A comment in Japanese, as cameras write it (EXIF 2.3, 4.6.5), in a code page that not every program has.
comment = Image.Exif()
comment[0x8769] = {0x9286: b"JIS\0\0\0\0\0" + "机の上の写真".encode("euc-jp")}
small.save(os.path.join(here, "commented.tif"), exif=comment.tobytes())
small.save(os.path.join(here, "commented.tif.png"))
small.convert("F").save(os.path.join(here, "float.tif"))
small.convert("1").save(os.path.join(here, "fax.tif"), compression="group4")
small.convert("CMYK").save(os.path.join(here, "cmyk.tif"))
small.save(os.path.join(here, "animated.webp"), save_all=True, append_images=[ImageOps.flip(small)], duration=40)
small.quantize(64).save(os.path.join(here, "animated.gif"), save_all=True,
                        append_images=[ImageOps.flip(small).quantize(64)], duration=40)
