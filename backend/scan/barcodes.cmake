# Of the barcode reader only QR codes are built: the forms bear no others, what is not there cannot be
# attacked by a file, and the build takes half as long.
foreach(format 1D AZTEC DATAMATRIX MAXICODE PDF417)
    set(ZXING_ENABLE_${format} OFF CACHE BOOL "" FORCE)
endforeach()
